import { catalogRolesFor } from "../../domain/permission/permit.ts";
import type { Action } from "../../domain/permission/table.ts";
import { nameKey } from "../../lib/text.ts";
import type { Reader } from "../../store/database.ts";
import { catalogsWithRole } from "../../store/query/catalog.ts";
import { packagesAlike, searchPackages, seenPackagesNamed } from "../../store/query/package-search.ts";
import type { Likeness } from "../../store/query/alike.ts";
import { deletedPackagesAlike, deletedPackagesNamed } from "../../store/query/retired.ts";
import type { DeletedPackage } from "../../store/query/retired.ts";
import type { Source } from "../../store/query/statement.ts";
import type { Viewer } from "../../store/query/viewer.ts";
import { actingPerson, lookUpFor } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { viewerOf } from "../viewer.ts";
import { ALIKE_MAX, FIND_PAGE } from "./find-packages.ts";
import type { FoundPackage } from "./find-packages.ts";

/** Several packages share the name, or none has it and these hold it or are alike: a choice, never a guess. */
export interface PackageChoices {
  kind: "choices";
  isExact: boolean;
  /** Those that were deleted among them say when. */
  choices: (FoundPackage & { deletedAt?: Date })[];
}

export type NamedPackage<Found = FoundPackage> = { kind: "one"; found: Found } | PackageChoices;

/** The package that somebody means by a name, among those they may see. */
export async function namePackage(deps: AppDeps, slackUserId: string, name: string): Promise<NamedPackage> {
  return lookUpFor(deps, slackUserId, async (source, by) => {
    const viewer = viewerOf(by);
    return orAlike(source, viewer, name, await oneNamed(source, viewer, name, seenPackagesNamed));
  });
}

/** The same for what outlives a package, where the person may do `action`. */
export async function nameEverPackage(
  { database: { read: db }, rights }: AppDeps,
  slackUserId: string,
  name: string,
  action: Action,
): Promise<NamedPackage> {
  const by = await actingPerson(db, slackUserId, rights);
  const named = await oneEverNamed(db, by, name, action);
  if (named.kind === "one" || named.choices.length > 0) return named;
  return { ...named, choices: await everAlike(db, by, name, action) };
}

/** The packages, deleted ones among them, whose names are most alike to one that nothing has or holds. */
export async function everAlike(
  db: Reader,
  by: ActingPerson,
  name: string,
  action: Action,
): Promise<(FoundPackage & { deletedAt?: Date } & Likeness)[]> {
  const [here, deleted] = await Promise.all([
    packagesAlike(db, viewerOf(by), name, ALIKE_MAX),
    deletedPackagesAlike(db, name, await catalogsInSight(db, by, action), ALIKE_MAX),
  ]);
  return [...here, ...deleted.map(asFound)].toSorted((a, b) => b.likeness - a.likeness).slice(0, ALIKE_MAX);
}

/** The catalogs in which the person may do `action`. */
async function catalogsInSight(db: Reader, by: ActingPerson, action: Action): Promise<string[] | "all"> {
  return by.isUserAdministrator ? "all" : catalogsWithRole(db, by.id, catalogRolesFor(action));
}

function asFound<Deleted extends DeletedPackage>(row: Deleted): Deleted & FoundPackage {
  return { ...row, description: "", isRequestable: false };
}

/**
 * The same for what outlives a package: where none has exactly that name, one that was deleted is meant as well, from a
 * catalog in which the person may do `action`.
 */
export async function oneEverNamed(
  db: Reader,
  by: ActingPerson,
  name: string,
  action: Action,
): Promise<NamedPackage<FoundPackage & { deletedAt?: Date }>> {
  const named = await oneNamed(db, viewerOf(by), name, seenPackagesNamed);
  if (named.kind === "one" || named.isExact) return named;
  const deleted = await deletedPackagesNamed(db, name, await catalogsInSight(db, by, action), FIND_PAGE);
  const choices = deleted.map(asFound);
  const [found, ...others] = choices;
  if (!found) return named;
  return others.length === 0 ? { kind: "one", found } : { kind: "choices", isExact: true, choices };
}

/** The same, by whatever looks for packages of that name. */
export async function oneNamed<Found extends FoundPackage>(
  source: Source,
  viewer: Viewer,
  name: string,
  find: (source: Source, viewer: Viewer, nameKey: string, limit: number) => Promise<Found[]>,
): Promise<NamedPackage<Found>> {
  const named = await find(source, viewer, nameKey(name), FIND_PAGE);
  const [found, ...others] = named;
  if (found && others.length === 0) return { kind: "one", found };
  const choices = found ? named : (await searchPackages(source, viewer, name, FIND_PAGE)).rows;
  return { kind: "choices", isExact: found !== undefined, choices };
}

/** What was named; where nothing has or holds the name, the packages whose names are most alike. */
export async function orAlike<Named extends NamedPackage<unknown>>(
  source: Source,
  viewer: Viewer,
  name: string,
  named: Named,
): Promise<Named | PackageChoices> {
  if (named.kind === "one" || named.choices.length > 0) return named;
  return { ...named, choices: await packagesAlike(source, viewer, name, ALIKE_MAX) };
}
