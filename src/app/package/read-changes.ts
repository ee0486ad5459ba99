import { z } from "zod";
import { PolicySettings } from "../../domain/policy/policy-settings.ts";
import { auditOf } from "../../store/query/audit-history.ts";
import { peopleById } from "../../store/query/person.ts";
import { resourcesById } from "../../store/query/resource.ts";
import type { AppDeps } from "../deps.ts";
import { namesInPolicies } from "./show-package.ts";

/** What somebody changed. */
export interface Change {
  action: string;
  /** Who did it; null for work of the system's own. */
  by: string | null;
  targetId: string;
  /** Names of the people, resources and organizations that it mentions, by id. */
  names: ReadonlyMap<string, string>;
  before: Readonly<Record<string, unknown>>;
  after: Readonly<Record<string, unknown>>;
}

const CHANGES_TOLD = 10;

/** What has happened to a package and its policies since, oldest first; the caller has asked whether the person may see it. */
export async function readChanges({ database }: AppDeps, packageId: string, since: number): Promise<Change[]> {
  const db = database.read;
  const some = await auditOf(db, { kind: "package", id: packageId }, CHANGES_TOLD, {
    beforeId: null,
    kinds: ["package", "policy"],
  });
  const rows = some.filter(({ id }) => id > since).toReversed();
  const people = await peopleById(
    db,
    rows.flatMap(({ actorKind, actorId }) => (actorKind === "person" ? [actorId] : [])),
  );
  const resources = await resourcesById(db, [
    ...new Set(rows.flatMap(({ before, after }) => resourceIds(before, after))),
  ]);
  const inPolicies = await namesInPolicies(
    db,
    rows.flatMap(({ before, after }) => settingsNoted(before, after)),
  );
  const mentioned = new Map([...inPolicies, ...resources.map(({ id, name }) => [id, name] as const)]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map(({ action, actorId, targetId, before, after }) => ({
    action,
    by: names.get(actorId) ?? null,
    targetId,
    names: mentioned,
    before: (before ?? {}) as Change["before"],
    after: (after ?? {}) as Change["after"],
  }));
}

const WithSettings = z.object({ settings: PolicySettings });

/** The settings of a policy, where what is noted tells of some. */
export function settingsNoted(...noted: unknown[]): PolicySettings[] {
  return noted.flatMap((each) => WithSettings.safeParse(each).data?.settings ?? []);
}

const WithRoles = z.object({ resourceRoles: z.array(z.object({ resourceId: z.uuid() })) });

function resourceIds(...noted: unknown[]): string[] {
  return noted.flatMap((each) =>
    (WithRoles.safeParse(each).data?.resourceRoles ?? []).map(({ resourceId }) => resourceId),
  );
}
