import { z } from "zod";
import type { ManagedCatalog } from "../../app/catalog/read-catalog.ts";
import { ROLE_EDITS } from "../../app/catalog/role-edits.ts";
import { CATALOG_ROLES } from "../../domain/catalog/catalog.ts";
import type { CatalogRole } from "../../domain/catalog/catalog.ts";
import { marksOf } from "../../domain/meanwhile.ts";
import type { Marks } from "../../domain/meanwhile.ts";
import { choiceAt, choicesAt, textAt } from "../kit/state.ts";
import type { Typed } from "../kit/state.ts";
import { parseMetadata } from "../kit/metadata.ts";

type RoleField = (typeof ROLE_EDITS)[CatalogRole]["people" | "groups"];

/** What the fields of `Manage catalog` hold: people by Slack's ids, user groups by ours. */
export type CatalogForm = {
  name: string;
  description: string;
  approvalsChannel: string | null;
  isEnabled: boolean;
  isEnabledForExternalUsers: boolean;
} & Record<RoleField, readonly string[]>;

/** What the fields are called (words.md 5). */
export const FIELD_LABELS: Readonly<Record<keyof CatalogForm, string>> = {
  name: "Name",
  description: "Description",
  approvalsChannel: "Approvals channel",
  isEnabled: "Enabled",
  isEnabledForExternalUsers: "Enabled for external users",
  owners: "Catalog owners",
  ownerGroups: "Catalog owner groups",
  packageManagers: "Access package managers",
  packageManagerGroups: "Access package manager groups",
  assignmentManagers: "Access package assignment managers",
  assignmentManagerGroups: "Access package assignment manager groups",
  readers: "Catalog readers",
  readerGroups: "Catalog reader groups",
};

/** Which catalog a view edits, and what the person saw of it when they began. */
const CatalogMetadata = z.object({
  catalogId: z.uuid(),
  version: z.int(),
  seen: z.record(z.string(), z.string()),
});
export type CatalogMetadata = z.infer<typeof CatalogMetadata>;

export function decodeMetadata(text: string): CatalogMetadata {
  return parseMetadata(CatalogMetadata, text);
}

/** The form as the database has it. */
export function storedForm({ catalog, holders }: ManagedCatalog): CatalogForm {
  const { name, description, approvalsChannel, isEnabled, isEnabledForExternalUsers } = catalog;
  const roles = CATALOG_ROLES.flatMap((role): [RoleField, string[]][] => [
    [ROLE_EDITS[role].people, holders[role].people.flatMap(({ slackUserId }) => slackUserId ?? [])],
    [ROLE_EDITS[role].groups, holders[role].groups.map(({ id }) => id)],
  ]);
  const people = Object.fromEntries(roles) as Record<RoleField, string[]>;
  return { name, description, approvalsChannel, isEnabled, isEnabledForExternalUsers, ...people };
}

/** The form as somebody filled it in. */
export function typedForm(typed: Typed): CatalogForm {
  const roles = CATALOG_ROLES.flatMap((role) => [ROLE_EDITS[role].people, ROLE_EDITS[role].groups]);
  return {
    name: textAt(typed, "name"),
    description: textAt(typed, "description"),
    approvalsChannel: choiceAt(typed, "approvalsChannel"),
    isEnabled: choiceAt(typed, "isEnabled") === "yes",
    isEnabledForExternalUsers: choiceAt(typed, "isEnabledForExternalUsers") === "yes",
    ...(Object.fromEntries(roles.map((field) => [field, choicesAt(typed, field)])) as Record<RoleField, string[]>),
  };
}

/** What somebody sees who begins to edit the catalog now. */
export function freshMetadata(managed: ManagedCatalog): CatalogMetadata {
  const { id: catalogId, version } = managed.catalog;
  const seen: Marks = marksOf(storedForm(managed));
  return { catalogId, version, seen: { ...seen } };
}
