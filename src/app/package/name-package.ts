import { nameKey } from "../../lib/text.ts";
import { searchPackages, seenPackagesNamed } from "../../store/query/package-search.ts";
import { actingPerson } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";
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

export type NamedPackage = { kind: "one"; found: FoundPackage } | PackageChoices;

/** The package that somebody means by a name, among those they may see. */
export async function namePackage(deps: AppDeps, slackUserId: string, name: string): Promise<NamedPackage> {
  return packageNamedBy(deps, await actingPerson(deps.database.read, slackUserId, deps.rights), name);
}

/** The same, for a person who has been looked up already. */
export async function packageNamedBy({ database }: AppDeps, by: ActingPerson, name: string): Promise<NamedPackage> {
  const db = database.read;
  const viewer = viewerOf(by);
  const named = await seenPackagesNamed(db, viewer, nameKey(name), FIND_PAGE);
  const [found, ...others] = named;
  if (found && others.length === 0) return { kind: "one", found };
  const near = found ? named : (await searchPackages(db, viewer, name, FIND_PAGE)).rows;
  return { kind: "choices", isExact: found !== undefined, choices: near };
}
