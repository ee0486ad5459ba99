import type { FieldPath } from "../../lib/field-path.ts";
import type { FileProblem } from "../../lib/file-problem.ts";
import { isTimeZone } from "../../lib/calendar.ts";
import { nameKey } from "../../lib/text.ts";
import type { ResourceRole } from "../assignment/role-diff.ts";
import { CATALOG_ROLES } from "../catalog/catalog.ts";
import { PolicySettings } from "../policy/policy-settings.ts";
import { KnownNames } from "./known-names.ts";
import type { CatalogEntry, PackageEntry, PackagesFile, PolicyEntry } from "./packages-file.ts";
import { renameSubjects } from "./policy-subjects.ts";
import type { Known, RoleHolders, StoredCatalog } from "./stored-packages.ts";
import type { CatalogWish, PackageWish, PolicyWish } from "./wishes.ts";

/** Finds everything that a file names; what is not known here is a problem, where it stands. */
export function fromFile(
  file: PackagesFile,
  known: Known,
  stored: readonly StoredCatalog[],
): { wishes: CatalogWish[]; problems: readonly FileProblem[] } {
  const names = new KnownNames(known);
  const reader = new FileReader(names, stored, file);
  const wishes = file.catalogs.map((entry, at) => reader.catalog(entry, ["catalogs", at]));
  return { wishes, problems: names.problems };
}

class FileReader {
  readonly #names: KnownNames;
  readonly #packages: ReadonlySet<string>;
  /** What packages give already: that may stay, even where it is offered no more. */
  readonly #given: ReadonlySet<string>;
  /** The attributes that rules name already: likewise. */
  readonly #attributes: ReadonlySet<string>;

  constructor(names: KnownNames, stored: readonly StoredCatalog[], { catalogs }: PackagesFile) {
    this.#names = names;
    this.#packages = new Set(
      [...stored, ...catalogs].flatMap((catalog) =>
        catalog.packages.map(({ name }) => packageKey({ catalog: catalog.name, package: name })),
      ),
    );
    this.#given = new Set(
      stored.flatMap((catalog) =>
        catalog.packages.flatMap(({ resourceRoles }) =>
          resourceRoles.map(({ resourceId, role }) => `${resourceId} ${role}`),
        ),
      ),
    );
    this.#attributes = new Set(
      stored.flatMap((catalog) =>
        catalog.packages.flatMap(({ automatic }) => automatic?.rule.conditions.map(({ attribute }) => attribute) ?? []),
      ),
    );
  }

  catalog(entry: CatalogEntry, path: FieldPath): CatalogWish {
    const { name, description, approvalsChannel, isEnabled, isEnabledForExternalUsers, resources } = entry;
    const members = Object.fromEntries(
      CATALOG_ROLES.flatMap((role) => {
        const listed = entry.members?.[role];
        return listed ? [[role, this.#holders(listed, [...path, "members", role])]] : [];
      }),
    );
    return {
      name,
      description,
      approvalsChannel,
      isEnabled,
      isEnabledForExternalUsers,
      members,
      resources: (resources ?? []).flatMap(
        (resource, at) => this.#names.resource(resource, [...path, "resources", at]) ?? [],
      ),
      packages: entry.packages.map((each, at) => this.#package(each, [...path, "packages", at])),
    };
  }

  #holders(listed: readonly string[], path: FieldPath): RoleHolders {
    const people: string[] = [];
    const groups: string[] = [];
    for (const [at, name] of listed.entries()) {
      if (name.startsWith("@")) groups.push(...this.#names.slackGroup(name.slice(1), [...path, at]));
      else people.push(...this.#names.person(name, [...path, at]));
    }
    return { people: [...new Set(people)], groups: [...new Set(groups)] };
  }

  #package(entry: PackageEntry, path: FieldPath): PackageWish {
    const { name, description, isHidden, incompatiblePackages, incompatibleGroups, automaticAssignment } = entry;
    for (const [at, named] of (incompatiblePackages ?? []).entries()) {
      if (!this.#packages.has(packageKey(named)))
        this.#names.wrong(
          [...path, "incompatiblePackages", at, "package"],
          `the catalog ${named.catalog} has no package ${named.package}, neither here nor in this file`,
        );
    }
    for (const [at, { attribute }] of (automaticAssignment?.conditions ?? []).entries())
      this.#names.attribute(attribute, this.#attributes, [
        ...path,
        "automaticAssignment",
        "conditions",
        at,
        "attribute",
      ]);
    return {
      name,
      description,
      isHidden,
      resourceRoles: entry.resourceRoles?.flatMap((role, at) => this.#role(role, [...path, "resourceRoles", at])),
      incompatiblePackages,
      incompatibleGroups: incompatibleGroups && this.#names.groups(incompatibleGroups, [...path, "incompatibleGroups"]),
      policies: entry.policies.map((policy, at) => this.#policy(policy, [...path, "policies", at])),
      automatic: automaticAssignment,
    };
  }

  #role(entry: NonNullable<PackageEntry["resourceRoles"]>[number], path: FieldPath): ResourceRole[] {
    const found = this.#names.resource(entry, path);
    if (!found) return [];
    const { role } = entry;
    if (!found.roles.includes(role) && !this.#given.has(`${found.id} ${role}`))
      this.#names.wrong([...path, "role"], `${found.name} has no role ${role}; it has ${found.roles.join(", ")}`);
    return [{ resourceId: found.id, role }];
  }

  #policy({ name, ...entry }: PolicyEntry, path: FieldPath): PolicyWish {
    const { expiration, review } = entry;
    if (expiration.type === "onDate" && !isTimeZone(expiration.timeZone))
      this.#names.wrong([...path, "expiration", "timeZone"], `${expiration.timeZone} is not a time zone`);
    if (review && !isTimeZone(review.timeZone))
      this.#names.wrong([...path, "review", "timeZone"], `${review.timeZone} is not a time zone`);
    const at = (field: FieldPath): FieldPath => [...path, ...field];
    const settings = renameSubjects(entry, {
      people: (names, field) => this.#names.people(names, at(field)),
      groups: (names, field) => this.#names.groups(names, at(field)),
      organizations: (names, field) => this.#names.organizations(names, at(field)),
    });
    const whole = PolicySettings.safeParse(settings);
    return { name, settings: whole.data ?? settings };
  }
}

/** What a package is found by: its name and its catalog's, in the form in which names are compared. */
export function packageKey(named: { catalog: string; package: string }): string {
  return JSON.stringify([nameKey(named.catalog), nameKey(named.package)]);
}
