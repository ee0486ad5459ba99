import { nameKey } from "../../lib/text.ts";
import { searchPackages, seenPackagesNamed } from "../../store/query/package-search.ts";
import type { Source } from "../../store/query/statement.ts";
import type { Viewer } from "../../store/query/viewer.ts";
import { lookUpFor } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { viewerOf } from "../viewer.ts";
import { FIND_PAGE } from "./find-packages.ts";
import type { FoundPackage } from "./find-packages.ts";

/** Several packages share the name, or none has it and these come near: a choice, never a guess. */
export interface PackageChoices {
  kind: "choices";
  isExact: boolean;
  choices: FoundPackage[];
}

export type NamedPackage<Found = FoundPackage> = { kind: "one"; found: Found } | PackageChoices;

/** The package that somebody means by a name, among those they may see. */
export async function namePackage(deps: AppDeps, slackUserId: string, name: string): Promise<NamedPackage> {
  return lookUpFor(deps, slackUserId, (source, by) => oneNamed(source, viewerOf(by), name, seenPackagesNamed));
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
