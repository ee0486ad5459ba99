import { packageById } from "../../store/query/package.ts";
import { peopleById } from "../../store/query/person.ts";
import type { AppDeps } from "../deps.ts";
import { readCard } from "./show-package.ts";
import type { PackageCard } from "./show-package.ts";

/** The card that somebody shared, for everybody in a channel; null when the package is gone. */
export async function readSharedCard({ database }: AppDeps, packageId: string): Promise<PackageCard | null> {
  const row = await packageById(database.read, packageId);
  return row ? readCard(database.read, packageId) : null;
}

/** Where the person who shared it is told how it went; null for somebody who is not in Slack. */
export async function readSharer({ database }: AppDeps, personId: string): Promise<string | null> {
  const [row] = await peopleById(database.read, [personId]);
  return row?.slackUserId ?? null;
}
