/** What a resource is: something outside that a package gives a role on (domain.md 1). */

export const RESOURCE_TYPES = ["group", "application", "site"] as const;
export type ResourceType = (typeof RESOURCE_TYPES)[number];

/** Who holds it on a group belongs to it, in our own rules as well. */
export const GROUP_MEMBER_ROLE = "Member";
export const GROUP_OWNER_ROLE = "Owner";

/** The roles a resource has when its source names none (directory.example.yaml; domain.md 2.3 for applications). */
export const DEFAULT_ROLES: Readonly<Record<ResourceType, readonly string[]>> = {
  group: [GROUP_MEMBER_ROLE, GROUP_OWNER_ROLE],
  application: ["Default Access"],
  site: ["Visitors", "Members", "Owners"],
};
