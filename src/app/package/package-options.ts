import { namesOfPackages } from "../../store/query/package.ts";
import { searchPackages } from "../../store/query/package-search.ts";
import { resourcesById } from "../../store/query/resource.ts";
import { isUuid } from "../../lib/ids.ts";
import { lookUpFor } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { OPTIONS_MAX } from "../draft/read-options.ts";
import { viewerOf } from "../viewer.ts";
import type { FoundPackage } from "./find-packages.ts";

/** The packages that this person can see, but for that one. */
export async function packageOptions(
  deps: AppDeps,
  slackUserId: string,
  text: string,
  except: string,
): Promise<FoundPackage[]> {
  return lookUpFor(deps, slackUserId, async (source, by) => {
    const { rows } = await searchPackages(source, viewerOf(by), text, OPTIONS_MAX);
    return rows.filter(({ id }) => id !== except);
  });
}

interface Named {
  id: string;
  name: string;
}

/** The names of packages and groups that somebody picked. */
export async function namesOfIncompatible(
  { database }: AppDeps,
  { packages, groups }: Readonly<Record<"packages" | "groups", readonly string[]>>,
): Promise<{ incompatiblePackages: Named[]; incompatibleGroups: Named[] }> {
  const db = database.read;
  return {
    incompatiblePackages: await namesOfPackages(db, packages.filter(isUuid)),
    incompatibleGroups: (await resourcesById(db, groups.filter(isUuid))).map(({ id, name }) => ({ id, name })),
  };
}
