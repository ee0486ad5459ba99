import { beforeAll, describe, expect, test } from "vitest";
import { listHeld } from "../../src/app/assignment/list-held.ts";
import { listHolders, WHO_PAGE } from "../../src/app/assignment/list-holders.ts";
import { Refusal } from "../../src/domain/fault.ts";
import { later } from "../../src/lib/duration.ts";
import { holdersOf } from "../../src/store/query/assignment-lists.ts";
import { access, packageGiving } from "../support/access.ts";
import { policyFor, refusals, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";

const app = useApp();

/** A catalog with one of each role, and a package in it that gives `Member` on one group. */
async function home() {
  const staff = {
    owner: await app.person("Owner"),
    packageManager: await app.person("Manager"),
    assignmentManager: await app.person("Assigner"),
    reader: await app.person("Reader"),
  };
  const roles = Object.entries(staff) as [keyof typeof staff, Someone][];
  const group = await app.resource("Group");
  const { id: catalogId } = await app.catalog("Marketing", { roles, resources: [group] });
  const packageId = await packageGiving(app, [group], { catalogId });
  return { ...staff, catalogId, packageId };
}

/** Everybody whom `who` names, over all pages. */
async function holders({ slackUserId }: Someone, packageId: string): Promise<string[]> {
  const names: string[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listHolders>> = await listHolders(app.deps, slackUserId, packageId, after);
    expect(page.rows.length).toBeLessThanOrEqual(WHO_PAGE);
    names.push(...page.rows.map(({ name }) => name));
    after = page.next;
  } while (after !== null);
  return names;
}

/** Whom a refusal says to ask. */
async function askedInstead(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  return error instanceof Refusal ? error.faults.map(({ data }) => ("ask" in data ? data.ask : data)) : error;
}

const STAFF = ["user administrator", "catalog owner", "access package manager", "access package assignment manager"];

describe("who holds a package", () => {
  test("is told by name, with since when, until when, how far delivery is, and what they had before", async () => {
    const { owner, packageId } = await home();
    const endsAt = later(app.now, { days: 30 });
    const zoe = await app.person("zoe");
    const bea = await app.person("Bea");
    await access(app, zoe, packageId, { state: "partiallyDelivered", grants: "granted", heldBefore: true, endsAt });
    await access(app, bea, packageId, { state: "delivering" });
    await access(app, await app.person("Gone"), packageId, { state: "expired", grants: "revoked", heldBefore: true });
    const { total, rows, packageName } = await listHolders(app.deps, owner.slackUserId, packageId);
    expect(total).toBe(2);
    expect(rows).toEqual([
      expect.objectContaining({ name: bea.name, startsAt: app.now, endsAt: null, state: "delivering", heldBefore: [] }),
      expect.objectContaining({ name: zoe.name, endsAt, state: "partiallyDelivered" }),
    ]);
    expect(rows[1]?.heldBefore).toEqual([{ resource: expect.stringMatching(/^Group/), role: "Member" }]);
    expect(packageName).toMatch(/^Package/);
  });

  test("is told alike where few hold it and where thousands do, who are read in another way", async () => {
    const { packageId } = await home();
    for (const name of ["bea", "Ann", "Cleo", "Dora"])
      await access(app, await app.person(name), packageId, { state: "delivered" });
    await access(app, await app.person("Gone"), packageId, { state: "expired" });
    const db = app.deps.database.read;
    const page = (total: number, after: string | null) => holdersOf(db, { packageId, total, after }, 3);
    const few = await page(4, null);
    expect(few.map(({ name }) => name.split(" ")[0])).toEqual(["Ann", "bea", "Cleo"]);
    expect(await page(4_000, null)).toEqual(few);
    const last = few.at(-1)?.personId ?? null;
    expect(await page(4_000, last)).toEqual(await page(4, last));
    expect(await page(4_000, last)).toHaveLength(1);
  });

  test.each([0, 1, 10, 11, 25])(
    "is told whole, page by page: %i people, two of the same name among them",
    async (count) => {
      const { owner, packageId } = await home();
      const expected: string[] = [];
      for (let made = 0; made < count; made += 1) {
        const name = made < 2 ? "Same Name" : app.name("Holder");
        expected.push(name);
        await access(app, await app.person("Somebody", { name }), packageId, { state: "delivered" });
      }
      expect((await holders(owner, packageId)).toSorted()).toEqual(expected.toSorted());
      expect((await listHolders(app.deps, owner.slackUserId, packageId)).total).toBe(count);
    },
  );

  test("is told to user administrators and to staff who may view assignments, to nobody else (domain.md 2.2)", async () => {
    const { owner, packageManager, assignmentManager, reader, packageId } = await home();
    const asks = (who: Someone) => refusals(listHolders(app.deps, who.slackUserId, packageId));
    for (const who of [owner, packageManager, assignmentManager, await app.administrator()])
      expect(await asks(who)).toEqual([]);
    const elsewhere = await app.person("Elsewhere");
    await app.catalog("Engineering", { roles: [["owner", elsewhere]] });
    const holder = await app.person("Holder");
    await access(app, holder, packageId, { state: "delivered" });
    for (const who of [reader, elsewhere, holder]) {
      expect(await asks(who)).toEqual(["notPermitted on no field"]);
      expect(await askedInstead(listHolders(app.deps, who.slackUserId, packageId))).toEqual([STAFF]);
    }
  });

  test("is not even told to be there to those who cannot see the package", async () => {
    const group = await app.resource("Group");
    const packageId = await packageGiving(app, [group], { policies: [policyFor({ scope: "notSpecified" })] });
    const member = await app.person("Member");
    expect(await refusals(listHolders(app.deps, member.slackUserId, packageId))).toEqual(["notFound on no field"]);
  });
});

describe("what a person holds", () => {
  let marketing: Awaited<ReturnType<typeof home>>;
  let engineering: Awaited<ReturnType<typeof home>>;
  let rosa: Someone;
  beforeAll(async () => {
    [marketing, engineering] = [await home(), await home()];
    rosa = await app.person("Rosa");
    for (const { packageId } of [marketing, engineering])
      await access(app, rosa, packageId, { state: "delivered", heldBefore: true });
  });

  const toldTo = async ({ slackUserId }: Someone) => {
    const { total, rows, isPart } = await listHeld(app.deps, slackUserId, rosa.slackUserId);
    return {
      total,
      isPart,
      packages: rows.map(({ packageId }) => packageId),
      before: rows.flatMap(({ heldBefore }) => heldBefore).length,
    };
  };

  test("is told whole to user administrators, and to oneself without what was held before", async () => {
    const packages = [marketing.packageId, engineering.packageId];
    expect(await toldTo(await app.administrator())).toEqual({ total: 2, isPart: false, packages, before: 2 });
    expect(await toldTo(rosa)).toEqual({ total: 2, isPart: false, packages, before: 0 });
  });

  test("is told to staff as far as their catalogs go, and no more", async () => {
    for (const staff of [marketing.owner, marketing.packageManager, marketing.assignmentManager])
      expect(await toldTo(staff)).toEqual({ total: 1, isPart: true, packages: [marketing.packageId], before: 1 });
  });

  test("is told to nobody else, but whom to ask", async () => {
    for (const who of [await app.person("Member"), marketing.reader])
      expect(await askedInstead(listHeld(app.deps, who.slackUserId, rosa.slackUserId))).toEqual([STAFF]);
  });

  test("is not known of somebody whom Slack has not described yet", async () => {
    const { slackUserId } = await app.administrator();
    expect(await refusals(listHeld(app.deps, slackUserId, "U0NEW"))).toEqual(["personNotKnownYet on no field"]);
  });

  test("comes page by page, by the name of the package", async () => {
    const who = await app.person("Collector");
    const { id: catalogId } = await app.catalog("Many");
    for (let made = 0; made < 12; made += 1)
      await access(app, who, await packageGiving(app, [], { catalogId }), { state: "delivered" });
    const first = await listHeld(app.deps, who.slackUserId, who.slackUserId);
    const second = await listHeld(app.deps, who.slackUserId, who.slackUserId, first.next);
    expect([first.rows.length, second.rows.length, second.next, second.total]).toEqual([WHO_PAGE, 2, null, 12]);
    const names = [...first.rows, ...second.rows].map(({ name }) => name);
    expect(names).toEqual(names.toSorted());
    expect(new Set(names).size).toBe(12);
  });
});
