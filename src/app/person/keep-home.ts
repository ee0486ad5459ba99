import type { TouchedHomes } from "../../domain/home-tab.ts";
import { promiseHomes, rememberHome, slackIdForHome, takePromise } from "../../store/query/home-tab.ts";
import { personBySlackId } from "../../store/query/person.ts";
import type { AppDeps } from "../deps.ts";
import { systemCommand } from "../system-command.ts";
import { readHome } from "./read-home.ts";
import type { Home } from "./read-home.ts";

/** Remembers that somebody has opened their Home tab: from now on it is kept current. */
export const noteHomeOpened: (deps: AppDeps, slackUserId: string) => Promise<void> = systemCommand({
  name: "home.open",
  run: async ({ tx, now, input: slackUserId }) => {
    const person = await personBySlackId(tx, slackUserId);
    if (person) await rememberHome(tx, person.id, now);
    return { result: undefined, events: [] };
  },
});

/** Promises a publish for each Home tab that shows what has changed, once until it is kept. */
export const touchHomes: (deps: AppDeps, touched: TouchedHomes) => Promise<void> = systemCommand({
  name: "homes.touch",
  run: async ({ tx, now, input: touched }) => {
    const people = await promiseHomes(tx, touched, now);
    const jobs = people.map((personId) => ({ job: "home.publish" as const, payload: { personId } }));
    return { result: undefined, events: [], jobs };
  },
});

/**
 * What a promised publish shows; undefined where there is nobody any more to show it to. The promise is taken back
 * before anything is read, so that no change falls between the two.
 */
export async function homeToPublish(
  deps: AppDeps,
  personId: string,
): Promise<{ slackUserId: string; home: Home } | undefined> {
  await keepPromise(deps, personId);
  const slackUserId = await slackIdForHome(deps.database.read, personId);
  return slackUserId === undefined ? undefined : { slackUserId, home: await readHome(deps, slackUserId) };
}

const keepPromise: (deps: AppDeps, personId: string) => Promise<void> = systemCommand({
  name: "home.publish",
  run: async ({ tx, input: personId }) => {
    await takePromise(tx, personId);
    return { result: undefined, events: [] };
  },
});
