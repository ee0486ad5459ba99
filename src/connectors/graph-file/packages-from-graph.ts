import type { CatalogEntry, PackageEntry, PackagesFile } from "../../domain/packages-as-code/packages-file.ts";
import type { Known } from "../../domain/packages-as-code/stored-packages.ts";
import { nameKey } from "../../lib/text.ts";
import type { GraphCatalog, GraphFile, GraphPackage, GraphRoleScope } from "./graph-file.ts";
import { entryOf, GraphNames } from "./graph-names.ts";
import { readPolicy } from "./graph-policy.ts";
import { Notes } from "./notes.ts";
import type { NotCarried } from "./notes.ts";

/** What Graph's default catalog is here. */
const GENERAL = "General";

/** The file of packages that says what Graph's says, as far as it can be said here, and what could not be carried over. */
export function packagesFromGraph(
  graph: GraphFile,
  known: Known,
): { file: PackagesFile; notCarried: readonly NotCarried[] } {
  const notCarried: NotCarried[] = [];
  const reader = new GraphReader(graph, new GraphNames(known));
  const catalogs = graph.catalogs.flatMap((catalog) => {
    const name = nameOf(catalog);
    const notes = new Notes(notCarried, [name]);
    if (catalog.catalogType === "serviceManaged") {
      notes.add("the whole catalog: it is managed by a service");
      return [];
    }
    return [reader.catalog(catalog, notes)];
  });
  const listed = new Set(graph.catalogs.map(({ id }) => id));
  for (const each of graph.accessPackages.filter((each) => !listed.has(catalogIdOf(each))))
    new Notes(notCarried, [each.displayName]).add("the whole package: its catalog is not in the file");
  return { file: { catalogs }, notCarried };
}

class GraphReader {
  readonly #graph: GraphFile;
  readonly #names: GraphNames;
  readonly #packageNames: ReadonlyMap<string, { catalog: string; package: string }>;

  constructor(graph: GraphFile, names: GraphNames) {
    this.#graph = graph;
    this.#names = names;
    const catalogs = new Map(graph.catalogs.map((catalog) => [catalog.id, nameOf(catalog)]));
    this.#packageNames = new Map(
      graph.accessPackages.flatMap((each) => {
        const catalog = catalogs.get(catalogIdOf(each));
        return catalog === undefined ? [] : [[each.id, { catalog, package: each.displayName }]];
      }),
    );
  }

  catalog(catalog: GraphCatalog, notes: Notes): CatalogEntry {
    const packages = this.#graph.accessPackages.filter((each) => catalogIdOf(each) === catalog.id);
    return {
      name: nameOf(catalog),
      ...(catalog.catalogType !== "serviceDefault" && { description: described(catalog, notes) }),
      ...(catalog.state && { isEnabled: catalog.state === "published" }),
      isEnabledForExternalUsers: catalog.isExternallyVisible ?? undefined,
      resources: (catalog.resources ?? []).flatMap((resource) => {
        const found = this.#names.resource(resource, notes);
        return found ? [entryOf(found)] : [];
      }),
      packages: packages.map((each) => this.#package(each, notes.of(each.displayName))),
    };
  }

  #package(each: GraphPackage, notes: Notes): PackageEntry {
    const policies = this.#graph.assignmentPolicies.filter(
      ({ accessPackage, accessPackageId }) => (accessPackage?.id ?? accessPackageId) === each.id,
    );
    const incompatible = each.incompatibleAccessPackages ?? undefined;
    const groups = each.incompatibleGroups ?? undefined;
    return {
      name: each.displayName,
      description: described(each, notes),
      isHidden: each.isHidden ?? false,
      resourceRoles: (each.resourceRoleScopes ?? []).flatMap((scope) => this.#role(scope, notes)),
      incompatiblePackages: incompatible?.flatMap(({ id, displayName }) => {
        const named = this.#packageNames.get(id);
        notes.addIf(!named, `the incompatible package ${displayName ?? id}: it is not in the file`);
        return named ?? [];
      }),
      incompatibleGroups: groups?.flatMap(({ id, displayName }) => this.#names.group(id, displayName, notes)),
      policies: policies.flatMap((policy) => readPolicy(policy, this.#names, notes.of(policy.displayName)) ?? []),
    };
  }

  #role({ role, scope }: GraphRoleScope, notes: Notes): NonNullable<PackageEntry["resourceRoles"]> {
    // The scope of a whole resource has its id, and is called Root.
    const resource = role?.resource ?? (scope?.isRootScope ? { ...scope, displayName: null } : scope) ?? {};
    const found = this.#names.resource(
      { ...resource, originSystem: resource.originSystem ?? role?.originSystem ?? scope?.originSystem },
      notes,
    );
    if (!found) return [];
    const name = role?.displayName ?? "";
    const offered = found.roles.find((each) => nameKey(each) === nameKey(name));
    notes.addIf(!offered, `the role ${name} on ${found.name}, which has ${found.roles.join(", ")} here`);
    return offered ? [{ ...entryOf(found), role: offered }] : [];
  }
}

function nameOf({ catalogType, displayName }: GraphCatalog): string {
  return catalogType === "serviceDefault" ? GENERAL : displayName;
}

function catalogIdOf({ catalog, catalogId }: GraphPackage): string {
  return catalog?.id ?? catalogId ?? "";
}

/** Graph allows for no description, and here there must be one. */
function described({ description, displayName }: GraphCatalog | GraphPackage, notes: Notes): string {
  const text = description?.trim() ?? "";
  notes.addIf(text === "", "it has no description: its name stands there");
  return text === "" ? displayName : text;
}
