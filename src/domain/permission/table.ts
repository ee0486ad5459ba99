import type { CatalogRole } from "../catalog/catalog.ts";
import type { DerivedRight } from "./standing.ts";

/** Every role there is (domain.md 2.1). The directory admins of both eras are one, `userAdministrator`. */
export const ROLES = [
  "userAdministrator",
  "catalogCreator",
  "owner",
  "packageManager",
  "assignmentManager",
  "reader",
] as const satisfies readonly ("userAdministrator" | "catalogCreator" | CatalogRole)[];
export type Role = (typeof ROLES)[number];

/** What a rule is about decides which roles it can name at all. */
type Reach =
  | { scope: "workspace"; roles: readonly ("userAdministrator" | "catalogCreator")[] }
  /** The catalog concerned; a role held in another catalog gives nothing, being a catalog creator neither. */
  | { scope: "catalog"; roles: readonly ("userAdministrator" | CatalogRole)[] }
  /** One request: only those whom it concerns, never a role, not even the administrator's (domain.md 2.2, C20). */
  | { scope: "request"; roles: readonly []; derived: readonly DerivedRight[] };

export type PermissionRule = Reach & {
  /** What it lets one do, as docs/permissions.md says it. */
  task: string;
  /** Rights that are enough without any role. */
  derived?: readonly DerivedRight[];
  /** What a role needs besides; user administrators do not (domain.md 2.3). */
  needs?: DerivedRight;
  /** What forbids it, whatever else the person is. */
  veto?: DerivedRight;
};

const ADMINISTRATOR = ["userAdministrator"] as const;
const OWNER = ["userAdministrator", "owner"] as const;
const PACKAGE_STAFF = [...OWNER, "packageManager"] as const;
const ASSIGNMENT_STAFF = [...PACKAGE_STAFF, "assignmentManager"] as const;
const EVERY_CATALOG_ROLE = [...ASSIGNMENT_STAFF, "reader"] as const;
const CREATOR = ["userAdministrator", "catalogCreator"] as const;

/**
 * Who may do what: the matrix of domain.md 2.2.
 * Where its two eras of administrators differ (A19, A), the administrator here may do what either allows:
 * `policy.editAutomatic` and `policy.requireVerifiedId` came after 2019, the latter for global administrators alone.
 */
export const PERMISSIONS = {
  "catalogCreator.grant": { scope: "workspace", roles: ADMINISTRATOR, task: "Make someone a catalog creator" },
  "connectedOrganization.add": { scope: "workspace", roles: ADMINISTRATOR, task: "Add a connected organization" },
  "catalog.create": { scope: "workspace", roles: CREATOR, task: "Create a catalog" },
  "package.createInNewCatalog": { scope: "workspace", roles: CREATOR, task: "Create a package in a new catalog" },

  "catalog.view": { scope: "catalog", roles: EVERY_CATALOG_ROLE, task: "View a catalog" },
  "catalog.edit": { scope: "catalog", roles: OWNER, task: "Edit a catalog (name, description, switches)" },
  "catalog.delete": { scope: "catalog", roles: OWNER, task: "Delete a catalog" },
  "catalog.changeOwners": { scope: "catalog", roles: OWNER, task: "Add or remove catalog owners" },
  "catalog.changePackageManagers": { scope: "catalog", roles: OWNER, task: "Add or remove access package managers" },
  "catalog.changeAssignmentManagers": { scope: "catalog", roles: OWNER, task: "Add or remove assignment managers" },
  "catalog.changeReaders": { scope: "catalog", roles: OWNER, task: "Add or remove catalog readers" },
  "catalog.addResource": {
    scope: "catalog",
    roles: OWNER,
    needs: "resourceOwner",
    task: "Add a resource to a catalog",
  },
  "catalog.removeResource": {
    scope: "catalog",
    roles: OWNER,
    needs: "resourceOwner",
    task: "Remove a resource from a catalog",
  },
  "catalog.editExtensions": { scope: "catalog", roles: OWNER, task: "Edit the custom extensions of a catalog" },

  "package.view": { scope: "catalog", roles: EVERY_CATALOG_ROLE, task: "View the packages of a catalog" },
  "package.explain": {
    scope: "catalog",
    roles: ASSIGNMENT_STAFF,
    task: "See whom the policies of a package would serve, and how",
  },
  "package.create": { scope: "catalog", roles: PACKAGE_STAFF, task: "Create a package in an existing catalog" },
  "package.edit": { scope: "catalog", roles: PACKAGE_STAFF, task: "Edit a package (name, hidden, resource roles)" },
  "package.move": { scope: "catalog", roles: [], task: "Move a package to another catalog" },
  "package.delete": { scope: "catalog", roles: PACKAGE_STAFF, task: "Delete a package" },
  "package.separateDuties": { scope: "catalog", roles: PACKAGE_STAFF, task: "Name incompatible packages and groups" },

  "policy.edit": { scope: "catalog", roles: PACKAGE_STAFF, task: "Create or edit a policy" },
  "policy.editAutomatic": { scope: "catalog", roles: ADMINISTRATOR, task: "Create an automatic assignment policy" },
  "policy.requireVerifiedId": { scope: "catalog", roles: ADMINISTRATOR, task: "Require a verified ID in a policy" },
  "policy.editExtensions": { scope: "catalog", roles: PACKAGE_STAFF, task: "Use custom extensions in a policy" },

  "assignment.view": { scope: "catalog", roles: ASSIGNMENT_STAFF, derived: ["requestor"], task: "View assignments" },
  "assignment.assign": { scope: "catalog", roles: ASSIGNMENT_STAFF, task: "Assign somebody directly" },
  "assignment.remove": { scope: "catalog", roles: ASSIGNMENT_STAFF, task: "Remove an assignment" },
  "assignment.reprocess": { scope: "catalog", roles: ASSIGNMENT_STAFF, task: "Reprocess an assignment" },

  "request.view": {
    scope: "catalog",
    roles: ASSIGNMENT_STAFF,
    derived: ["requestor"],
    task: "View requests and their delivery errors",
  },
  "request.cancel": {
    scope: "catalog",
    roles: ASSIGNMENT_STAFF,
    derived: ["requestor"],
    task: "Cancel a pending request",
  },
  "request.reroute": { scope: "catalog", roles: ASSIGNMENT_STAFF, task: "Hand a waiting request to other approvers" },
  "request.reprocess": { scope: "catalog", roles: ASSIGNMENT_STAFF, task: "Reprocess a request" },
  "request.removeRecord": { scope: "catalog", roles: PACKAGE_STAFF, task: "Remove the record of a completed request" },

  "request.submit": {
    scope: "request",
    roles: [],
    derived: ["requestor"],
    task: "Request, extend or give up own access",
  },
  "request.submitForReport": {
    scope: "request",
    roles: [],
    derived: ["requestorsManager"],
    task: "Request access for a direct report",
  },
  "request.decide": {
    scope: "request",
    roles: [],
    derived: ["approver"],
    veto: "requestor",
    task: "Approve or deny a request",
  },
  "request.revokeApproval": {
    scope: "request",
    roles: [],
    derived: ["approver"],
    veto: "requestor",
    task: "Revoke an approval that one has given",
  },
  "review.decide": {
    scope: "request",
    roles: [],
    derived: ["reviewer"],
    task: "Answer in an access review",
  },
} as const satisfies Record<string, PermissionRule>;

export type Action = keyof typeof PERMISSIONS;
export const ACTIONS = Object.keys(PERMISSIONS) as readonly Action[];
