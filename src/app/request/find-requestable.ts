import { nameKey } from "../../lib/text.ts";
import { packagesNamed } from "../../store/query/package.ts";
import { seenPackagesNamed } from "../../store/query/package-search.ts";
import { searchRequestable } from "../../store/query/requestable-packages.ts";
import type { RequestablePackage } from "../../store/query/requestable-packages.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { OPTIONS_MAX } from "../draft/read-options.ts";
import { viewerOf } from "../viewer.ts";

/** What the select `Access package` offers: all that the person can request now, and what they named although it is hidden. */
export async function requestableOptions(
  deps: AppDeps,
  slackUserId: string,
  text: string,
  named: string | null,
): Promise<RequestablePackage[]> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  return searchRequestable(db, viewerOf(by), text, OPTIONS_MAX, named);
}

/**
 * The one package of that name; null where none has it, or several do. A package that the person cannot see is meant
 * as well, as by a direct link: they are then told why they cannot request it.
 */
export async function packageToRequest(deps: AppDeps, slackUserId: string, name: string): Promise<string | null> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const seen = await seenPackagesNamed(db, viewerOf(by), nameKey(name), 2);
  const meant = seen.length > 0 ? seen : await packagesNamed(db, nameKey(name), 2);
  const [only, ...others] = meant;
  return only && others.length === 0 ? only.id : null;
}
