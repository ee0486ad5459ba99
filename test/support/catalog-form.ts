/** The fields of `Manage catalog` for people and user groups, with nobody in them. */
export const NOBODY_IN_ROLES = {
  owners: [] as string[],
  ownerGroups: [] as string[],
  packageManagers: [] as string[],
  packageManagerGroups: [] as string[],
  assignmentManagers: [] as string[],
  assignmentManagerGroups: [] as string[],
  readers: [] as string[],
  readerGroups: [] as string[],
};
