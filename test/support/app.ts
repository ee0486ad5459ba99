/** The use cases on engines of a suite's own, and the people, catalogs, resources and packages that they work on. */
import { randomUUID } from "node:crypto";
import type { AppDeps } from "../../src/app/deps.ts";
import type { CatalogRole } from "../../src/domain/catalog/catalog.ts";
import { Refusal } from "../../src/domain/fault.ts";
import type { PolicySettings } from "../../src/domain/policy/policy-settings.ts";
import type { ResourceType } from "../../src/domain/resource/resource.ts";
import { later } from "../../src/lib/duration.ts";
import type { Duration } from "../../src/lib/duration.ts";
import { newRandomId } from "../../src/lib/ids.ts";
import { createLogger } from "../../src/lib/log.ts";
import { nameKey } from "../../src/lib/text.ts";
import { insertPackage, insertPolicy } from "../../src/store/query/package.ts";
import { catalog, catalogGroup, catalogMember, catalogResource } from "../../src/store/schema/catalog.ts";
import { accessPackage } from "../../src/store/schema/package.ts";
import { connectedOrganization, groupMember, person } from "../../src/store/schema/person.ts";
import { resource, resourceOwner } from "../../src/store/schema/resource.ts";
import { slackGroup, slackGroupMember } from "../../src/store/schema/slack-group.ts";
import { and, eq } from "drizzle-orm";
import { useEngines } from "./engines.ts";

export interface Someone {
  id: string;
  slackUserId: string;
  name: string;
}

const NOON = new Date("2024-02-28T12:00:00Z");
const log = createLogger("silent");

/** One suite's use cases and data. Every test makes the people and things that it speaks of. */
export class App {
  readonly #deps: () => Pick<AppDeps, "database">;
  readonly rights = { userAdministrators: new Set<string>(), catalogCreators: new Set<string>() };
  /** Stands still until a test moves it. */
  now = NOON;
  nudges = 0;
  #made = 0;

  constructor(engines: () => Pick<AppDeps, "database">) {
    this.#deps = engines;
  }

  get deps(): AppDeps {
    return {
      database: this.#deps().database,
      clock: { now: () => this.now },
      newId: newRandomId,
      rights: this.rights,
      log,
      nudge: () => (this.nudges += 1),
      onCommand: () => {},
    };
  }

  get db(): AppDeps["database"]["read"] {
    return this.deps.database.read;
  }

  passes(duration: Duration): void {
    this.now = later(this.now, duration);
  }

  /** A name that nothing else in the suite has. */
  name(words: string): string {
    this.#made += 1;
    return `${words} ${this.#made}`;
  }

  async person(words: string, more: Partial<typeof person.$inferInsert> = {}): Promise<Someone> {
    const name = this.name(words);
    const slackUserId = `U${String(this.#made).padStart(8, "0")}`;
    const id = newRandomId();
    await this.db
      .insert(person)
      .values({ id, name, slackUserId, slackState: "active", timeZone: "Europe/Berlin", ...more });
    return { id, slackUserId, name };
  }

  async changePerson({ id }: Someone, change: Partial<typeof person.$inferInsert>): Promise<void> {
    await this.db.update(person).set(change).where(eq(person.id, id));
  }

  async administrator(): Promise<Someone> {
    const somebody = await this.person("Administrator");
    this.rights.userAdministrators.add(somebody.slackUserId);
    return somebody;
  }

  async catalogCreator(): Promise<Someone> {
    const somebody = await this.person("Creator");
    this.rights.catalogCreators.add(somebody.slackUserId);
    return somebody;
  }

  async catalog(
    words: string,
    {
      roles = [],
      resources = [],
      ...more
    }: {
      roles?: readonly (readonly [CatalogRole, Someone])[];
      resources?: readonly string[];
    } & Partial<typeof catalog.$inferInsert> = {},
  ): Promise<{ id: string; name: string }> {
    const id = newRandomId();
    const name = this.name(words);
    await this.db
      .insert(catalog)
      .values({ id, name, nameKey: nameKey(name), description: "About it", createdAt: this.now, ...more });
    for (const [role, { id: personId }] of roles) await this.give(id, role, personId);
    for (const resourceId of resources) await this.adds(resourceId, id);
    return { id, name };
  }

  /** Puts a resource into a catalog. */
  async adds(resourceId: string, catalogId: string): Promise<void> {
    await this.db.insert(catalogResource).values({ ...(await this.named(resourceId)), catalogId, addedAt: this.now });
  }

  async give(catalogId: string, role: CatalogRole, personId: string): Promise<void> {
    await this.db.insert(catalogMember).values({ catalogId, personId, role, addedAt: this.now });
  }

  /** Takes all roles away from a person. */
  async takeRoles(personId: string): Promise<void> {
    await this.db.delete(catalogMember).where(eq(catalogMember.personId, personId));
  }

  /** A user group of Slack's with these members. */
  async userGroup(
    words: string,
    members: readonly Someone[] = [],
    more: Partial<typeof slackGroup.$inferInsert> = {},
  ): Promise<{ id: string; slackId: string }> {
    const id = newRandomId();
    const name = this.name(words);
    const slackId = `S${String(this.#made).padStart(8, "0")}`;
    await this.db.insert(slackGroup).values({ id, slackId, name, nameKey: nameKey(name), handle: slackId, ...more });
    for (const { slackUserId } of members) await this.db.insert(slackGroupMember).values({ groupId: id, slackUserId });
    return { id, slackId };
  }

  async giveGroup(catalogId: string, role: CatalogRole, groupId: string): Promise<void> {
    await this.db.insert(catalogGroup).values({ catalogId, groupId, role, addedAt: this.now });
  }

  async resource(
    words: string,
    {
      owners = [],
      members = [],
      ...more
    }: {
      owners?: readonly Someone[];
      members?: readonly Someone[];
    } & Partial<typeof resource.$inferInsert> = {},
  ): Promise<string> {
    const id = newRandomId();
    const name = this.name(words);
    const type: ResourceType = "group";
    await this.db
      .insert(resource)
      .values({ id, type, originId: id, name, nameKey: nameKey(name), roles: ["Member", "Owner"], ...more });
    await this.own(id, owners);
    for (const member of members) await this.db.insert(groupMember).values({ groupId: id, personId: member.id });
    return id;
  }

  async joins({ id: personId }: Someone, groupId: string): Promise<void> {
    await this.db.insert(groupMember).values({ groupId, personId });
  }

  async leaves({ id: personId }: Someone, groupId: string): Promise<void> {
    await this.db.delete(groupMember).where(and(eq(groupMember.groupId, groupId), eq(groupMember.personId, personId)));
  }

  async changeResource(
    id: string,
    { owners, ...change }: { owners?: readonly Someone[] } & Partial<typeof resource.$inferInsert>,
  ): Promise<void> {
    if (Object.keys(change).length > 0) await this.db.update(resource).set(change).where(eq(resource.id, id));
    if (!owners) return;
    await this.db.delete(resourceOwner).where(eq(resourceOwner.resourceId, id));
    await this.own(id, owners);
  }

  private async own(resourceId: string, owners: readonly Someone[]): Promise<void> {
    for (const { id: personId } of owners)
      await this.db.insert(resourceOwner).values({ ...(await this.named(resourceId)), personId });
  }

  /** A resource as the rows that lead to it name it. */
  private async named(id: string) {
    const [found] = await this.db.select().from(resource).where(eq(resource.id, id));
    if (!found) throw new Error(`there is no resource ${id}`);
    return { resourceId: id, resourceType: found.type, resourceNameKey: found.nameKey };
  }

  async organization(words: string, state: "configured" | "proposed"): Promise<string> {
    const id = newRandomId();
    const name = this.name(words);
    await this.db
      .insert(connectedOrganization)
      .values({ id, key: id, name, nameKey: nameKey(name), domains: [], state });
    return id;
  }

  /** A package that stands in a catalog already, with these policies. */
  async package(
    name: string,
    {
      catalogId,
      createdBy,
      isHidden = false,
      policies = [],
    }: {
      catalogId: string;
      createdBy: Someone;
      isHidden?: boolean;
      policies?: readonly PolicySettings[];
    },
  ): Promise<string> {
    const id = newRandomId();
    const createdAt = this.now;
    await this.deps.database.transact(async (tx) => {
      await insertPackage(tx, { id, catalogId, name, description: "About it", createdBy: createdBy.id, createdAt });
      for (const [position, settings] of policies.entries()) {
        await insertPolicy(tx, {
          id: newRandomId(),
          packageId: id,
          name: `Policy ${position}`,
          position,
          settings,
          createdAt,
        });
      }
      await tx.update(accessPackage).set({ isHidden }).where(eq(accessPackage.id, id));
    });
    return id;
  }
}

/** The app of one suite, open from before its first test until after its last. */
export function useApp(): App {
  return new App(useEngines());
}

/** An id that no row has. */
export const unknownId = (): string => randomUUID();

/** Why the work was refused, as `code on field`; nothing when it was done. Any other failure is thrown. */
export async function refusals(work: Promise<unknown>): Promise<string[]> {
  try {
    await work;
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.faults.map(({ code, field }) => `${code} on ${field ?? "no field"}`);
  }
}

/** A policy whose requestors are these. */
export function policyFor(requestors: PolicySettings["requestors"], isEnabled = true): PolicySettings {
  return {
    requestors,
    approval: { stages: [], isRequestorJustificationRequired: false },
    expiration: { type: "noExpiration" },
    extension: { isAllowed: false, isApprovalRequired: false },
    questions: [],
    review: null,
    isOnBehalfAllowed: false,
    isEnabled,
  };
}
