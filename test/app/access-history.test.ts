import { describe, expect, test } from "vitest";
import { changeResourceRoles } from "../../src/app/assignment/change-resource-roles.ts";
import { deliverAssignment } from "../../src/app/assignment/deliver-assignment.ts";
import { giveUpAccess } from "../../src/app/assignment/give-up-access.ts";
import { listHolders } from "../../src/app/assignment/list-holders.ts";
import { nameSubject } from "../../src/app/assignment/name-subject.ts";
import { reachHolders } from "../../src/app/assignment/reach-holders.ts";
import { readAccess, readDay } from "../../src/app/assignment/read-access.ts";
import type { WhoSubject } from "../../src/app/assignment/read-access.ts";
import { packageById } from "../../src/store/query/package.ts";
import { refusals, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { access, packageGiving } from "../support/access.ts";
import type { Access } from "../support/access.ts";
import { Outside } from "../support/outside.ts";

const app = useApp();
const outside = new Outside();

const deliver = ({ assignmentId }: Access) => deliverAssignment({ ...app.deps, connector: outside }, assignmentId);
const dayOf = (moment: Date) => moment.toISOString().slice(0, 10);

/** A package of a new catalog that gives `Member` on a new group, with its owner. */
async function payroll() {
  const owner = await app.person("Owner");
  const group = await app.resource("Payroll");
  const { id: catalogId } = await app.catalog("Finance", { roles: [["owner", owner]], resources: [group] });
  return { owner, group, catalogId, packageId: await packageGiving(app, [group], { catalogId }) };
}

/** Everybody's name, and how many ways they have. */
async function told(asker: Someone, subject: WhoSubject, on: string | null = null) {
  const { rows } = await readAccess(app.deps, asker.slackUserId, { subject, on, from: 0 });
  return rows.map(({ name, ways }) => `${name}: ${ways.length}`);
}

describe("who had a role on a resource", () => {
  test("is told of every day on which it was given, and of no other", async () => {
    const { owner, group, packageId } = await payroll();
    const rosa = await app.person("Rosa");
    const before = dayOf(app.now);
    app.passes({ days: 1 });
    const given = app.now;
    const own = await access(app, rosa, packageId);
    await deliver(own);
    app.passes({ days: 10 });
    const taken = app.now;
    await giveUpAccess(app.deps, rosa.slackUserId, { assignmentId: own.assignmentId });
    await deliver(own);
    app.passes({ days: 1 });
    const subject = { kind: "resource" as const, id: group };
    const line = [`${rosa.name}: 1`];
    expect(await told(owner, subject, before)).toEqual([]);
    expect(await told(owner, subject, dayOf(given))).toEqual(line);
    expect(await told(owner, subject, dayOf(taken))).toEqual(line);
    expect(await told(owner, subject, dayOf(app.now))).toEqual([]);
    expect(await told(owner, subject)).toEqual([]);
    expect(await told(owner, { kind: "package", id: packageId }, dayOf(given))).toEqual(line);
    expect(await told(owner, { kind: "package", id: packageId }, dayOf(app.now))).toEqual([]);
    const { rows, name } = await readAccess(app.deps, owner.slackUserId, { subject, on: dayOf(given), from: 0 });
    expect(rows[0]?.ways).toEqual([expect.objectContaining({ role: "Member", from: given, until: taken })]);
    expect(name).toMatch(/^Payroll/);
  });

  test("knows a role that the package gave for a while only, and gave again later", async () => {
    const { owner, group, packageId } = await payroll();
    const own = await access(app, await app.person("Rosa"), packageId);
    await deliver(own);
    const gives = async (roles: { resourceId: string; role: string }[]) => {
      app.passes({ days: 5 });
      const version = (await packageById(app.db, packageId))?.version ?? 0;
      await changeResourceRoles(app.deps, owner.slackUserId, { packageId, version, roles });
      await reachHolders(app.deps, packageId);
      await deliver(own);
    };
    const [first, at] = [app.now, { kind: "resource" as const, id: group }];
    await gives([]);
    const gone = app.now;
    expect(await told(owner, at)).toEqual([]);
    await gives([{ resourceId: group, role: "Member" }]);
    const { rows } = await readAccess(app.deps, owner.slackUserId, { subject: at, on: null, from: 0 });
    expect(rows.map(({ ways }) => ways.map(({ from, until }) => [from, until]))).toEqual([[[app.now, null]]]);
    expect(await told(owner, at, dayOf(first))).toHaveLength(1);
    expect(await told(owner, at, dayOf(new Date(gone.getTime() + 86_400_000)))).toEqual([]);
  });

  test("is one line for a person who had it through several packages, which name themselves", async () => {
    const { owner, group, catalogId, packageId } = await payroll();
    const rosa = await app.person("Rosa");
    for (const id of [packageId, await packageGiving(app, [group], { catalogId })])
      await deliver(await access(app, rosa, id));
    expect(await told(owner, { kind: "resource", id: group })).toEqual([`${rosa.name}: 2`]);
  });

  test("counts a day as it is in the time zone of whoever asks", async () => {
    const { owner, packageId } = await payroll();
    app.now = new Date("2026-05-01T23:00:00Z");
    const own = await access(app, await app.person("Rosa"), packageId, { startsAt: app.now });
    await deliver(own);
    const subject = { kind: "package" as const, id: packageId };
    expect([await told(owner, subject, "2026-05-01"), await told(owner, subject, "2026-05-02")]).toEqual([
      [],
      [expect.stringMatching(/^Rosa/)],
    ]);
    await app.changePerson(owner, { timeZone: "America/New_York" });
    expect(await told(owner, subject, "2026-05-01")).toHaveLength(1);
  });
});

describe("may be looked into", () => {
  test("by administrators whole, by staff as far as their catalogs go, by everybody for themselves", async () => {
    app.now = new Date("2026-05-03T12:00:00Z");
    const [one, other] = [await payroll(), await payroll()];
    const through = await packageGiving(app, [one.group], { catalogId: other.catalogId });
    const [rosa, tim] = [await app.person("Rosa"), await app.person("Tim")];
    await deliver(await access(app, rosa, one.packageId));
    await deliver(await access(app, tim, through));
    const subject = { kind: "resource" as const, id: one.group };
    expect(await told(await app.administrator(), subject)).toHaveLength(2);
    expect(await told(one.owner, subject)).toEqual([`${rosa.name}: 1`]);
    expect(await told(other.owner, subject)).toEqual([`${tim.name}: 1`]);
    expect(await told(tim, subject)).toEqual([`${tim.name}: 1`]);
    const stranger = await app.person("Stranger");
    expect(await refusals(told(stranger, subject))).toEqual(["notFound on no field"]);
    const day = dayOf(app.now);
    expect(await refusals(told(tim, { kind: "package", id: through }, day))).toEqual(["notPermitted on no field"]);
    expect(await refusals(told(tim, { kind: "person", id: rosa.slackUserId }, day))).toEqual([
      "notPermitted on no field",
    ]);
    expect(await told(one.owner, { kind: "person", id: tim.slackUserId }, day)).toEqual([]);
    expect(await told(tim, { kind: "person", id: tim.slackUserId }, day)).toHaveLength(1);
  });

  test("page by page, by name", async () => {
    const { owner, group, packageId } = await payroll();
    for (let made = 0; made < 12; made += 1)
      await deliver(await access(app, await app.person("Many", { name: `Many ${made + 10}` }), packageId));
    const subject = { kind: "resource" as const, id: group };
    const page = (from: number) => readAccess(app.deps, owner.slackUserId, { subject, on: null, from });
    const [first, second] = [await page(0), await page(10)];
    expect([first.total, first.next, second.next]).toEqual([12, 10, null]);
    expect([...first.rows, ...second.rows].map(({ name }) => name)).toEqual(
      Array.from({ length: 12 }, (_, at) => `Many ${at + 10}`),
    );
  });
});

describe("a name", () => {
  test("that a package and a resource share is asked about; one that only one of them has is taken", async () => {
    const { owner, group, catalogId } = await payroll();
    const { name } = await readAccess(app.deps, owner.slackUserId, {
      subject: { kind: "resource", id: group },
      on: null,
      from: 0,
    });
    const means = (who: Someone) => nameSubject(app.deps, who.slackUserId, name.toUpperCase());
    expect(await means(owner)).toEqual({ kind: "one", subject: { kind: "resource", id: group } });
    const packageId = await app.package(name, { catalogId, createdBy: owner });
    expect(await means(owner)).toMatchObject({
      kind: "choices",
      isExact: true,
      choices: [{ id: packageId }],
      resources: [{ id: group, type: "group" }],
    });
    expect(await means(await app.person("Stranger"))).toMatchObject({ kind: "choices", resources: [] });
    expect((await listHolders(app.deps, owner.slackUserId, packageId)).total).toBe(0);
  });
});

test("a day is read in the asker's time zone; one that does not exist or is to come is refused", async () => {
  const asker = await app.person("Asker", { timeZone: "Asia/Tokyo" });
  app.now = new Date("2026-05-01T16:00:00Z");
  const reads = (written: string) => readDay(app.deps, asker.slackUserId, written);
  expect(await reads("2 May")).toBe("2026-05-02");
  expect(await reads("3 May")).toBe("2025-05-03");
  expect(await refusals(reads("2026-05-03"))).toEqual(["dayToCome on no field"]);
  expect(await refusals(reads("31 February"))).toEqual(["noSuchDay on no field"]);
});
