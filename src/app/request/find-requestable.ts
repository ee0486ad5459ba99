import { nameKey } from "../../lib/text.ts";
import { packagesNamed } from "../../store/query/package.ts";
import { seenPackagesNamed } from "../../store/query/package-search.ts";
import { searchRequestable } from "../../store/query/requestable-packages.ts";
import type { RequestablePackage } from "../../store/query/requestable-packages.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { OPTIONS_MAX } from "../draft/read-options.ts";
import { viewerOf } from "../viewer.ts";
import { requestorFor } from "./requestor.ts";

/**
 * What the select `Access package` offers: all that can be requested now, by the person for themselves or for a direct
 * report, and what they named although it is hidden.
 */
export async function requestableOptions(
  deps: AppDeps,
  slackUserId: string,
  text: string,
  { named, reportId }: { named: string | null; reportId: string | null },
): Promise<RequestablePackage[]> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const requestor = await requestorFor(db, by, reportId);
  const askedBy = requestor.isReport ? "manager" : "self";
  return searchRequestable(db, viewerOf(requestor), text, OPTIONS_MAX, { named, askedBy });
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
