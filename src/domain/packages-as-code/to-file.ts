import { CATALOG_ROLES } from "../catalog/catalog.ts";
import { nameKey } from "../../lib/text.ts";
import type { CatalogEntry, PackageEntry, PackagesFile, PolicyEntry, ResourceEntry } from "./packages-file.ts";
import { renameSubjects } from "./policy-subjects.ts";
import type { Known, StoredCatalog, StoredPackage } from "./stored-packages.ts";

/** What each package is called: its own name, and its catalog's. */
type PackageNames = ReadonlyMap<string, { catalog: string; package: string }>;

/**
 * The file that says what is stored, whole. Lists without an order of their own are sorted, so that two exports differ
 * only where something was changed.
 */
export function toFile(
  catalogs: readonly StoredCatalog[],
  known: Known,
  wanted: readonly StoredCatalog[] = catalogs,
): PackagesFile {
  const names: PackageNames = new Map(
    catalogs.flatMap(({ name: catalog, packages }) =>
      packages.map((each) => [each.id, { catalog, package: each.name }] as const),
    ),
  );
  const writer = new Writer(known, names);
  return { catalogs: byName(wanted).map((catalog) => writer.catalog(catalog)) };
}

/** Writes entries, and names what they point to. */
class Writer {
  readonly #names: PackageNames;
  readonly #people: ReadonlyMap<string, string>;
  readonly #slackGroups: ReadonlyMap<string, string>;
  readonly #resources: ReadonlyMap<string, ResourceEntry>;
  readonly #organizations: ReadonlyMap<string, string>;

  constructor({ people, slackGroups, resources, organizations }: Known, names: PackageNames) {
    this.#names = names;
    this.#people = new Map(people.map(({ id, email, slackUserId }) => [id, email ?? slackUserId ?? id]));
    this.#slackGroups = new Map(slackGroups.map(({ id, handle }) => [id, `@${handle}`]));
    this.#resources = new Map(resources.map(({ id, type, originId }) => [id, { type, id: originId }]));
    this.#organizations = new Map(organizations.map(({ id, key }) => [id, key]));
  }

  catalog(catalog: StoredCatalog): CatalogEntry {
    const { name, description, approvalsChannel, isEnabled, isEnabledForExternalUsers } = catalog;
    const { owner, packageManager, assignmentManager, reader } = Object.fromEntries(
      CATALOG_ROLES.map((role) => {
        const { people, groups } = catalog.members[role];
        return [role, [...named(people, this.#people), ...named(groups, this.#slackGroups)]];
      }),
    );
    return {
      name,
      description,
      approvalsChannel,
      isEnabled,
      isEnabledForExternalUsers,
      members: { owner, packageManager, assignmentManager, reader },
      resources: catalog.resourceIds
        .flatMap((id) => this.#resources.get(id) ?? [])
        .toSorted((one, other) => compare(one.type, other.type) || compare(one.id, other.id)),
      packages: byName(catalog.packages).map((each) => this.#package(each)),
    };
  }

  #package({
    name,
    description,
    isHidden,
    resourceRoles,
    incompatible,
    policies,
    automatic,
  }: StoredPackage): PackageEntry {
    return {
      name,
      description,
      isHidden,
      resourceRoles: resourceRoles.flatMap(({ resourceId, role }) => {
        const resource = this.#resources.get(resourceId);
        return resource ? [{ ...resource, role }] : [];
      }),
      incompatiblePackages: incompatible.packages
        .flatMap((id) => this.#names.get(id) ?? [])
        .toSorted((one, other) => compare(one.catalog, other.catalog) || compare(one.package, other.package)),
      incompatibleGroups: this.#groups(incompatible.groups),
      policies: policies.map(({ name, settings }): PolicyEntry => {
        const renamed = renameSubjects(settings, {
          people: (ids) => named(ids, this.#people),
          groups: (ids) => this.#groups(ids),
          organizations: (ids) => named(ids, this.#organizations),
        });
        const { isEnabled, requestors, approval, expiration, extension, questions, review, isOnBehalfAllowed } =
          renamed;
        return { name, isEnabled, requestors, approval, expiration, extension, questions, review, isOnBehalfAllowed };
      }),
      automaticAssignment: automatic && automatic.rule,
    };
  }

  #groups(ids: readonly string[]): string[] {
    return ids.flatMap((id) => this.#resources.get(id)?.id ?? []).toSorted(compare);
  }
}

function named(ids: readonly string[], names: ReadonlyMap<string, string>): string[] {
  return ids.flatMap((id) => names.get(id) ?? []).toSorted(compare);
}

function byName<Entry extends { name: string }>(entries: readonly Entry[]): Entry[] {
  return entries.toSorted((one, other) => compare(nameKey(one.name), nameKey(other.name)));
}

/** The same order everywhere, whatever the machine's language. */
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
