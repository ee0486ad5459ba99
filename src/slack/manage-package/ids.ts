export const CALLBACK = {
  manage: "manage-package.manage",
  resourceRoles: "manage-package.resource-roles",
  selectResources: "manage-package.select-resources",
  confirmRoles: "manage-package.confirm-roles",
  delete: "manage-package.delete",
} as const;

export const ACTION = {
  open: "manage-package.open",
  morePolicies: "manage-package.more-policies",
  resourceRoles: "manage-package.resource-roles",
  pick: "manage-package.pick",
  onlySee: "manage-package.only-see",
  backToRoles: "manage-package.back-to-roles",
  chooseResources: "manage-package.choose-resources",
  chooseRole: "manage-package.choose-role",
  choosePackages: "manage-package.choose-packages",
  copy: "manage-package.copy",
  delete: "manage-package.delete",
  endAll: "manage-package.end-all",
} as const;
