import { randomUUID } from "node:crypto";
import type { AppDeps } from "../../src/app/deps.ts";
import type { Directory } from "../../src/domain/directory/directory.ts";
import type { SlackPerson } from "../../src/domain/person/slack-person.ts";
import { parseDirectory } from "../../src/connectors/local-directory/read-directory-file.ts";
import { createLogger } from "../../src/lib/log.ts";
import { audit } from "../../src/store/schema/journal.ts";
import { catalogMember, catalogResource } from "../../src/store/schema/catalog.ts";
import { connectedOrganization, groupMember, person } from "../../src/store/schema/person.ts";
import { resource, resourceOwner } from "../../src/store/schema/resource.ts";
import type { Database } from "../../src/store/database.ts";

export const NOW = new Date("2026-05-04T10:00:00Z");

export function depsFor(database: Database): AppDeps {
  return {
    database,
    clock: { now: () => NOW },
    newId: randomUUID,
    rights: { userAdministrators: new Set(), catalogCreators: new Set() },
    log: createLogger("silent"),
    nudge: () => {},
    onCommand: () => {},
  };
}

/** Empties the tables that the directory and Slack write; quicker on the embedded database than truncating them. */
export async function forgetEverybody(database: Database): Promise<void> {
  await database.transact(async (tx) => {
    for (const table of [catalogMember, groupMember, resourceOwner, catalogResource, resource]) await tx.delete(table);
    await tx.update(person).set({ managerId: null });
    for (const table of [person, connectedOrganization]) await tx.delete(table);
  });
}

/** The directory in a file of these lines. */
export function directoryOf(...lines: string[]): Directory {
  return parseDirectory(lines.join("\n"), "directory.yaml");
}

/** Somebody in Slack; the id and the address follow from the first name unless said otherwise. */
export function inSlack(name: string, more: Partial<SlackPerson> = {}): SlackPerson {
  const first = name.split(" ")[0] ?? name;
  const [slackUserId, email] = [`U${first.toUpperCase()}`, `${first.toLowerCase()}@example.com`];
  return { slackUserId, email, name, timeZone: "Europe/Rome", isGuest: false, isDeactivated: false, ...more };
}

/** Everything that the directory and Slack write, in words: no ids. */
export async function stored({ read }: Database) {
  const [people, organizations, resources, owners, members, audits] = await Promise.all([
    read.select().from(person).orderBy(person.name, person.slackUserId),
    read.select().from(connectedOrganization).orderBy(connectedOrganization.key),
    read.select().from(resource).orderBy(resource.originId),
    read.select().from(resourceOwner),
    read.select().from(groupMember),
    read.select().from(audit).orderBy(audit.id),
  ]);
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  const resourceOf = new Map(resources.map(({ id, originId }) => [id, originId]));
  const organizationOf = new Map(organizations.map(({ id, key }) => [id, key]));
  const named = (id: string | null): string | null => (id === null ? null : (nameOf.get(id) ?? id));
  return {
    people: people.map(({ managerId, organizationId, ...row }) => ({
      ...row,
      manager: named(managerId),
      organization: organizationId && organizationOf.get(organizationId),
    })),
    organizations,
    resources,
    owners: owners.map(({ resourceId, personId }) => `${resourceOf.get(resourceId)}: ${named(personId)}`).toSorted(),
    members: members.map(({ groupId, personId }) => `${resourceOf.get(groupId)}: ${named(personId)}`).toSorted(),
    audits,
  };
}
