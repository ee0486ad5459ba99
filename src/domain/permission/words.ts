import type { DerivedRight } from "./standing.ts";
import type { Role } from "./table.ts";

/** What a person calls each role. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  userAdministrator: "user administrator",
  catalogCreator: "catalog creator",
  owner: "catalog owner",
  packageManager: "access package manager",
  assignmentManager: "access package assignment manager",
  reader: "catalog reader",
};

/** What a person calls whoever holds a derived right. */
export const DERIVED_WORDS: Readonly<Record<DerivedRight, string>> = {
  resourceOwner: "owner of the resource",
  approver: "approver of the request",
  requestor: "requestor",
  requestorsManager: "manager of the requestor",
  reviewer: "reviewer of the access",
};
