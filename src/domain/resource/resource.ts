/** What a resource is: something outside that a package gives a role on (domain.md 1). */

export const RESOURCE_TYPES = ["group", "application", "site"] as const;
export type ResourceType = (typeof RESOURCE_TYPES)[number];

/** The roles a resource has when its source names none (directory.example.yaml; domain.md 2.3 for applications). */
export const DEFAULT_ROLES: Readonly<Record<ResourceType, readonly string[]>> = {
  group: ["Member", "Owner"],
  application: ["Default Access"],
  site: ["Visitors", "Members", "Owners"],
};
