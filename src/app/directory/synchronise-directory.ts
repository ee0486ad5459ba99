import { hasChanges, LOCAL_DIRECTORY_ID } from "../../domain/directory/directory.ts";
import type {
  Directory,
  DirectoryChange,
  DirectoryChanges,
  DirectoryPerson,
} from "../../domain/directory/directory.ts";
import { homeOrganization } from "../../domain/person/home-organization.ts";
import { chunksOf } from "../../lib/chunks.ts";
import { silentProgress } from "../../lib/progress.ts";
import type { Progress } from "../../lib/progress.ts";
import { holdDirectory, refreshStatistics } from "../../store/query/directory/exclusive.ts";
import {
  organizationsByDomain,
  organizationsByKey,
  storeOrganizations,
} from "../../store/query/directory/organizations.ts";
import {
  addMissingPeople,
  domainsOutsideDirectory,
  markPeopleGone,
  personIdsByEmail,
  storeHomeOrganizations,
  storePeople,
} from "../../store/query/directory/people.ts";
import {
  markResourcesGone,
  removeLinksOfGone,
  storeLinks,
  storeResources,
} from "../../store/query/directory/resources.ts";
import type { Transaction } from "../../store/database.ts";
import { systemCommand } from "../system-command.ts";
import type { AppDeps } from "../deps.ts";

/** How many entries go to the database at once. */
const CHUNK = 2000;

/**
 * Makes the database say what the directory says, in one transaction that writes only the differences. What the
 * directory no longer lists is marked gone and comes back when it does. Synchronisations at the same time wait for
 * each other.
 */
export function synchroniseDirectory(
  deps: AppDeps,
  directory: Directory,
  onProgress: Progress = silentProgress,
): Promise<DirectoryChanges> {
  return synchronise(deps, { directory, onProgress });
}

const synchronise = systemCommand<{ directory: Directory; onProgress: Progress }, DirectoryChanges>({
  name: "directory.synchronise",
  run: async ({ tx, now, input: { directory, onProgress } }) => {
    await holdDirectory(tx);
    const organizations = await storeOrganizations(tx, directory.organizations, now);
    const people = await synchronisePeople(tx, directory.people, onProgress);
    const changes = { organizations, people, ...(await synchroniseResources(tx, directory, now, onProgress)) };
    if (!hasChanges(changes)) return { result: changes, events: [] };
    await refreshStatistics(tx);
    const target = { kind: "directory" as const, id: LOCAL_DIRECTORY_ID };
    return { result: changes, events: [{ type: "directory.synchronised", target, after: changes }] };
  },
});

async function synchronisePeople(
  tx: Transaction,
  people: readonly DirectoryPerson[],
  onProgress: Progress,
): Promise<DirectoryChange> {
  const byKey = await organizationsByKey(tx);
  const byDomain = await organizationsByDomain(tx);
  const listed = people.map(({ email, name, manager, organization, attributes }) => ({
    email,
    name,
    manager,
    attributes,
    organizationId: (organization === null ? homeOrganization(email, byDomain) : byKey.get(organization)) ?? null,
  }));

  // Everybody needs a row before anybody's manager can be named.
  const chunks = chunksOf(listed, CHUNK);
  for (const chunk of chunks) await addMissingPeople(tx, chunk);
  const total = noChange();
  let done = 0;
  for (const chunk of chunks) {
    addTo(total, await storePeople(tx, chunk));
    onProgress("Storing people", (done += chunk.length), listed.length);
  }
  addTo(total, {
    gone: await markPeopleGone(
      tx,
      listed.map(({ email }) => email),
    ),
  });
  addTo(total, { changed: await storeHomeOrganizations(tx, await homesOf(tx, byDomain)) });
  return total;
}

/** The organization of each domain that people outside the directory have. */
async function homesOf(
  tx: Transaction,
  byDomain: ReadonlyMap<string, string>,
): Promise<{ domain: string; organizationId: string }[]> {
  return (await domainsOutsideDirectory(tx)).flatMap((domain) => {
    const organizationId = homeOrganization(`@${domain}`, byDomain);
    return organizationId === undefined ? [] : [{ domain, organizationId }];
  });
}

async function synchroniseResources(
  tx: Transaction,
  { resources }: Directory,
  now: Date,
  onProgress: Progress,
): Promise<Pick<DirectoryChanges, "resources" | "owners" | "members">> {
  const total = { resources: noChange(), owners: noChange(), members: noChange() };
  const personIds = await personIdsByEmail(tx);
  let done = 0;
  for (const chunk of chunksOf(resources, CHUNK)) {
    addTo(total.resources, await storeResources(tx, chunk));
    addTo(total.owners, await storeLinks(tx, "owners", chunk, personIds));
    addTo(
      total.members,
      await storeLinks(
        tx,
        "members",
        chunk.filter(({ type }) => type === "group"),
        personIds,
      ),
    );
    onProgress("Storing groups, applications and sites", (done += chunk.length), resources.length);
  }
  addTo(total.resources, { gone: await markResourcesGone(tx, resources, now) });
  addTo(total.owners, { gone: await removeLinksOfGone(tx, "owners") });
  addTo(total.members, { gone: await removeLinksOfGone(tx, "members") });
  return total;
}

function noChange(): DirectoryChange {
  return { added: 0, changed: 0, gone: 0 };
}

function addTo(total: DirectoryChange, { added = 0, changed = 0, gone = 0 }: Partial<DirectoryChange>): void {
  total.added += added;
  total.changed += changed;
  total.gone += gone;
}
