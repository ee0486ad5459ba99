import type { ManagedCatalog, RoleView } from "../../app/catalog/read-catalog.ts";
import { ROLE_EDITS } from "../../app/catalog/role-edits.ts";
import { CATALOG_ROLES } from "../../domain/catalog/catalog.ts";
import { meetEdits } from "../../domain/meanwhile.ts";
import { clip } from "../../lib/text.ts";
import { FIELD_LABELS, freshMetadata, storedForm } from "./catalog-form.ts";
import type { CatalogForm, CatalogMetadata } from "./catalog-form.ts";
import type { CatalogEdit } from "./manage-catalog-view.ts";

const VALUE_MAX = 200;

/**
 * The form of somebody who was second: it says what the other changed, takes that over where this person had typed
 * nothing, and keeps what they had typed. They look, and save or not.
 */
export function metEdit(managed: ManagedCatalog, { seen }: CatalogMetadata, typed: CatalogForm): CatalogEdit {
  const { changed, merged } = meetEdits(seen, typed, storedForm(managed));
  const now = changed.map((field) => `${FIELD_LABELS[field]} is now ${inWords(managed, field)}`);
  const what = now.length === 0 ? "" : ` ${now.join("; ")}.`;
  return {
    metadata: freshMetadata(managed),
    form: merged,
    alert: `Somebody changed this catalog in the meantime.${what} What you changed yourself is kept below: look at it, and press Save if it still holds.`,
  };
}

function inWords(managed: ManagedCatalog, field: keyof CatalogForm): string {
  for (const role of CATALOG_ROLES) {
    const { people, groups } = ROLE_EDITS[role];
    if (field === people) return namesOf(managed.holders[role].people);
    if (field === groups) return namesOf(managed.holders[role].groups);
  }
  const value = storedForm(managed)[field];
  if (field === "approvalsChannel") return value === null ? "empty" : "another channel";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return `“${clip(String(value), VALUE_MAX)}”`;
}

function namesOf(named: RoleView["people" | "groups"]): string {
  return named.length === 0 ? "empty" : clip(named.map(({ name }) => name).join(", "), VALUE_MAX);
}
