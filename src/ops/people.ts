import { existsSync } from "node:fs";
import type { WebClient } from "@slack/web-api";
import type { AppDeps } from "../app/deps.ts";
import { ensureKnown, noteSlackPerson } from "../app/directory/note-slack-person.ts";
import { changeSlackGroup, noteSlackGroup, synchroniseSlackGroups } from "../app/directory/note-slack-group.ts";
import { synchroniseDirectory } from "../app/directory/synchronise-directory.ts";
import { synchroniseSlackPeople } from "../app/directory/synchronise-slack-people.ts";
import { storeSampleCatalogs } from "../app/sample/store-sample-catalogs.ts";
import { FileFault } from "../lib/file-problem.ts";
import { readDirectoryFile } from "../connectors/local-directory/read-directory-file.ts";
import { SAMPLE_DIRECTORY_FILE } from "../connectors/local-directory/sample-directory.ts";
import { slackGroups, toSlackGroup, toSlackGroupChange } from "../connectors/slack-people/slack-groups.ts";
import type { SlackMembersChanged, SlackUserGroup } from "../connectors/slack-people/slack-groups.ts";
import { slackPeople } from "../connectors/slack-people/slack-people.ts";
import { toSlackPerson } from "../connectors/slack-people/slack-user.ts";
import type { SlackUser } from "../connectors/slack-people/slack-user.ts";
import type { Directory } from "../domain/directory/directory.ts";
import { terminalProgress } from "../lib/progress.ts";
import { StartFailure } from "../lib/start.ts";
import { briefly } from "../lib/temporary.ts";
import type { SlackDeps } from "../slack/deps.ts";

/** The directory file to read: the one that is set, or in the sandbox the ready-made one. */
export function directoryFileOf(directoryFile: string | undefined, isSandbox: boolean): string | undefined {
  return directoryFile ?? (isSandbox && existsSync(SAMPLE_DIRECTORY_FILE) ? SAMPLE_DIRECTORY_FILE : undefined);
}

/** Reads and checks the directory file; a faulty one stops the start before anything is opened. */
export async function readDirectory(path: string): Promise<Directory> {
  try {
    return await readDirectoryFile(path);
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    throw new StartFailure(
      `The directory file cannot be used:\n${error.lines.map((line) => `  - ${line}`).join("\n")}`,
    );
  }
}

/** Brings the database in step with what the file at that path says. */
export async function takeOverDirectory(deps: AppDeps, path: string, directory: Directory): Promise<void> {
  const changes = await synchroniseDirectory(deps, directory, terminalProgress(process.stderr));
  deps.log.info({ path, changes }, "the directory file was taken over");
  if (path === SAMPLE_DIRECTORY_FILE) await storeSampleCatalogs(deps);
}

/**
 * Fetches everybody in Slack. In a large workspace Slack lets this take minutes, so nobody waits for it: who is
 * missing until then is fetched when they first do something.
 */
export async function synchroniseEverybody(deps: AppDeps, client: WebClient): Promise<void> {
  try {
    const since = deps.clock.now();
    const changes = await synchroniseSlackPeople(deps, { since, people: await slackPeople(client).all() });
    deps.log.debug({ changes }, "Slack's people were taken over");
  } catch (error) {
    deps.log.warn(
      { cause: briefly(error) },
      "Slack's list of people was not taken over; people are fetched one by one",
    );
  }
}

/** Fetches Slack's user groups, after the people in them. Until then nobody holds a role by a group that is new. */
export async function synchroniseGroups(deps: AppDeps, client: WebClient): Promise<void> {
  try {
    await synchroniseSlackGroups(deps, await slackGroups(client).all());
    deps.log.debug("Slack's user groups were taken over");
  } catch (error) {
    deps.log.warn({ cause: briefly(error) }, "Slack's user groups were not taken over; those known before are used");
  }
}

type PeopleDeps = Pick<SlackDeps, "ensureKnown" | "noteSlackUser" | "noteSlackGroup" | "noteSlackGroupChange">;

/** What listeners need to know about people and user groups: fetch a stranger, take note of a change. */
export function peopleDeps(deps: AppDeps, client: WebClient): PeopleDeps {
  const people = slackPeople(client);
  const groups = slackGroups(client);
  return {
    noteSlackGroup: async (described) => {
      const group = toSlackGroup(described as SlackUserGroup);
      if (group) await noteSlackGroup(deps, await groups.whole(group));
    },
    noteSlackGroupChange: async (described) => {
      const change = toSlackGroupChange(described as SlackMembersChanged);
      if (change && !(await changeSlackGroup(deps, change))) await synchroniseGroups(deps, client);
    },
    ensureKnown: (slackUserIds) => ensureKnown(deps, slackUserIds, (id) => people.one(id)),
    noteSlackUser: async (user) => {
      const person = toSlackPerson(user as SlackUser);
      if (person) await noteSlackPerson(deps, person);
    },
  };
}
