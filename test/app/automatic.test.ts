import { eq, sql } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { giveUpAccess } from "../../src/app/assignment/give-up-access.ts";
import { evaluateAfter } from "../../src/app/automatic/evaluate-automatic.ts";
import { readAutomatic, readAutomaticEffect } from "../../src/app/automatic/read-automatic.ts";
import { removeAutomatic } from "../../src/app/automatic/remove-automatic.ts";
import { saveAutomatic } from "../../src/app/automatic/save-automatic.ts";
import { deletePackage } from "../../src/app/package/delete-package.ts";
import { evaluateAgain } from "../../src/app/sweep/evaluate-again.ts";
import { endDueAssignments } from "../../src/app/sweep/end-due-assignments.ts";
import { SWEEPS } from "../../src/app/sweep/sweeps.ts";
import { NEW_AUTOMATIC } from "../../src/domain/automatic/automatic-form.ts";
import type { AutomaticAnswers } from "../../src/domain/automatic/automatic-form.ts";
import { CATALOG_ROLES } from "../../src/domain/catalog/catalog.ts";
import { later } from "../../src/lib/duration.ts";
import { ruleOf } from "../../src/store/query/automatic-rule.ts";
import { automaticBlock, automaticRule } from "../../src/store/schema/automatic-rule.ts";
import { incompatible } from "../../src/store/schema/package.ts";
import { person } from "../../src/store/schema/person.ts";
import { refusals, unknownId, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import {
  actionsOn,
  asks,
  assignmentsOf,
  jobsFor,
  offered,
  policyWith,
  stageOf,
  stored,
} from "../support/requesting.ts";

const app = useApp();

/** The rules of earlier tests need not be evaluated over and over. */
afterEach(async () => {
  await app.db.delete(automaticRule);
});

/** Somebody of the directory with that department. */
const colleague = (words: string, department: string) =>
  app.person(words, { directoryState: "present", attributes: { department } });

const moves = (who: Someone, department: string) => app.changePerson(who, { attributes: { department } });

/** A department of this test's own, so that nobody of another test is in it. */
const newDepartment = () => app.name("Department");

const inDepartment = (department: string, more: AutomaticAnswers = {}): AutomaticAnswers => ({
  ...NEW_AUTOMATIC,
  "conditions.0.attribute": "department",
  "conditions.0.values": department,
  ...more,
});

const saves = (who: Someone, packageId: string, answers: AutomaticAnswers, version: number | null = null) =>
  saveAutomatic(app.deps, who.slackUserId, { packageId, version, answers });

/** People are looked at anew, as after a directory was read. */
const looksAgain = () => evaluateAfter(app.deps, unknownId());

/** A package with a rule on a department of its own, and somebody whom it means. */
async function automatic(more: AutomaticAnswers = {}) {
  const administrator = await app.administrator();
  const department = newDepartment();
  const rosa = await colleague("Rosa", department);
  const { packageId, owner } = await offered(app, policyWith());
  await saves(administrator, packageId, inDepartment(department, more));
  await looksAgain();
  return { administrator, department, rosa, packageId, owner };
}

const held = async (who: Someone) => (await assignmentsOf(app, who)).map(({ state, endReason }) => endReason ?? state);

describe("who may write a rule", () => {
  it.each([...CATALOG_ROLES, "catalogCreator" as const])("a %s may not", async (role) => {
    const somebody = role === "catalogCreator" ? await app.catalogCreator() : await app.person("Staff");
    const { packageId, catalogId } = await offered(app, policyWith());
    if (role !== "catalogCreator") await app.give(catalogId, role, somebody.id);
    await colleague("Tim", "Anything");
    const answers = inDepartment("Anything");
    expect(await refusals(saves(somebody, packageId, answers))).toEqual(["notPermitted on no field"]);
    const { slackUserId } = somebody;
    expect(await refusals(removeAutomatic(app.deps, slackUserId, { packageId }))).toEqual(["notPermitted on no field"]);
    expect(await refusals(readAutomatic(app.deps, slackUserId, packageId))).toEqual(["notPermitted on no field"]);
    expect(await refusals(readAutomaticEffect(app.deps, slackUserId, { packageId, answers }))).toEqual([
      "notPermitted on no field",
    ]);
  });

  it("an administrator may; the second of two at once is told that it was changed", async () => {
    const { administrator, department, packageId } = await automatic();
    const { version, answers, attributes } = await readAutomatic(app.deps, administrator.slackUserId, packageId);
    expect({ version, answers }).toEqual({ version: 1, answers: inDepartment(department) });
    expect(attributes).toContain("department");
    await saves(administrator, packageId, inDepartment(department, { graceDays: "3" }), 1);
    for (const stale of [1, null])
      expect(await refusals(saves(administrator, packageId, inDepartment(department), stale))).toEqual([
        "changedMeanwhile on no field",
      ]);
    const rule = await ruleOf(app.db, packageId);
    expect(rule).toMatchObject({ version: 2, rule: { graceDays: 3 } });
    expect(await actionsOn(app, rule?.id ?? "")).toEqual(["policy.automaticCreated", "policy.automaticEdited"]);
    expect(await jobsFor(app, rule?.id ?? "")).toEqual(["automatic.evaluate", "automatic.evaluate"]);
  });

  it("an attribute that nobody has is refused on its field", async () => {
    const { administrator, packageId, department } = await automatic();
    const shoes = inDepartment(department, { "conditions.0.attribute": "shoes" });
    expect(await refusals(saves(administrator, packageId, shoes, 1))).toEqual(["notAChoice on conditions.0.attribute"]);
  });
});

describe("who matches", () => {
  it("is assigned the package once, without an end, by a request that nobody made", async () => {
    const { rosa, packageId } = await automatic();
    const [access] = await assignmentsOf(app, rosa);
    expect(access).toMatchObject({ packageId, state: "delivering", endsAt: null, promptAt: null, policyId: null });
    expect(access?.ruleId).toBe((await ruleOf(app.db, packageId))?.id);
    expect(await jobsFor(app, access?.id ?? "")).toEqual(["assignment.deliver"]);
    await looksAgain();
    await looksAgain();
    expect(await assignmentsOf(app, rosa)).toEqual([access]);
  });

  it("is left alone by two rules' evaluations at once, and by who looks at the same time", async () => {
    const { rosa, packageId, administrator, department } = await automatic({ isAssigning: "no" });
    expect(await held(rosa)).toEqual([]);
    await saves(administrator, packageId, inDepartment(department), 1);
    await Promise.all([1, 2, 3].map(() => looksAgain()));
    expect(await held(rosa)).toEqual(["delivering"]);
  });

  it("keeps what they hold otherwise, and their own request goes its way", async () => {
    const department = newDepartment();
    const [administrator, boss] = [await app.administrator(), await app.person("Boss")];
    const [rosa, tim] = [await colleague("Rosa", department), await colleague("Tim", department)];
    const open = await offered(app, policyWith());
    await asks(app, rosa, open.packageId);
    const decided = await offered(app, policyWith({ stages: [stageOf([boss])] }));
    const { requestId } = await asks(app, tim, decided.packageId);
    for (const { packageId } of [open, decided]) await saves(administrator, packageId, inDepartment(department));
    await looksAgain();
    expect(await assignmentsOf(app, rosa)).toMatchObject([
      { packageId: open.packageId, ruleId: null },
      { packageId: decided.packageId },
    ]);
    expect((await stored(app, requestId)).state).toBe("pendingApproval");
    expect((await assignmentsOf(app, tim)).map(({ packageId }) => packageId)).toEqual([open.packageId]);
  });

  it("gets it again at the next look, after giving it up", async () => {
    const { rosa } = await automatic();
    const [access] = await assignmentsOf(app, rosa);
    await giveUpAccess(app.deps, rosa.slackUserId, { assignmentId: access?.id });
    app.passes({ hours: 1 });
    await evaluateAgain(app.deps);
    for (const sweep of Object.values(SWEEPS)) while ((await sweep(app.deps)) > 0);
    expect(await held(rosa)).toEqual(["userRemoved", "delivering"]);
  });

  it("is held back while they hold what is incompatible, which is recorded once", async () => {
    const { administrator, department, rosa, packageId } = await automatic({ isAssigning: "no" });
    const other = await offered(app, policyWith());
    await asks(app, rosa, other.packageId);
    await app.db.insert(incompatible).values({ packageId, kind: "package", subjectId: other.packageId });
    await saves(administrator, packageId, inDepartment(department), 1);
    await looksAgain();
    await looksAgain();
    const ruleId = (await ruleOf(app.db, packageId))?.id ?? "";
    const blocked = () => app.db.select().from(automaticBlock).where(eq(automaticBlock.ruleId, ruleId));
    expect(await blocked()).toEqual([{ ruleId, personId: rosa.id }]);
    expect((await actionsOn(app, ruleId)).filter((action) => action === "policy.automaticBlocked")).toHaveLength(1);
    const [access] = await assignmentsOf(app, rosa);
    expect(await held(rosa)).toHaveLength(1);
    await giveUpAccess(app.deps, rosa.slackUserId, { assignmentId: access?.id });
    await looksAgain();
    expect(await held(rosa)).toEqual(["userRemoved", "delivering"]);
    expect(await blocked()).toEqual([]);
  });
});

describe("D23: who matches no longer", () => {
  it("loses it after the grace, for that reason", async () => {
    const { rosa, packageId } = await automatic();
    await moves(rosa, "Elsewhere");
    await looksAgain();
    const endsAt = later(app.now, { days: 7 });
    const [access] = await assignmentsOf(app, rosa);
    expect(access).toMatchObject({ packageId, endsAt, state: "delivering" });
    app.passes({ days: 7, seconds: -1 });
    await looksAgain();
    expect(await endDueAssignments(app.deps)).toBe(0);
    expect(await assignmentsOf(app, rosa)).toMatchObject([{ endsAt }]);
    app.passes({ seconds: 1 });
    expect(await endDueAssignments(app.deps)).toBe(1);
    expect(await held(rosa)).toEqual(["ruleLeft"]);
    expect(await actionsOn(app, access?.id ?? "")).toEqual([
      "assignment.created",
      "assignment.ruleLeft",
      "assignment.ended",
    ]);
  });

  it("keeps it who matches again within the grace, even at its last moment", async () => {
    const { rosa, department } = await automatic();
    await moves(rosa, "Elsewhere");
    await looksAgain();
    app.passes({ days: 7 });
    await moves(rosa, department);
    await looksAgain();
    expect(await endDueAssignments(app.deps)).toBe(0);
    const [access] = await assignmentsOf(app, rosa);
    expect(access).toMatchObject({ endsAt: null, endReason: null });
    expect(await actionsOn(app, access?.id ?? "")).toEqual([
      "assignment.created",
      "assignment.ruleLeft",
      "assignment.ruleMet",
    ]);
  });

  it.each([
    ["has left the directory", { directoryState: "gone" }],
    ["has become a guest", { isGuest: true }],
    ["was deactivated", { slackState: "deactivated" }],
  ] as const)("loses it who %s", async (_, change) => {
    const { rosa } = await automatic({ graceDays: "0" });
    await app.changePerson(rosa, change);
    await looksAgain();
    expect(await endDueAssignments(app.deps)).toBe(1);
    expect(await held(rosa)).toEqual(["ruleLeft"]);
  });

  it("keeps it where the rule removes nobody, also who was leaving", async () => {
    const { administrator, department, rosa, packageId } = await automatic();
    await moves(rosa, "Elsewhere");
    await looksAgain();
    await saves(administrator, packageId, inDepartment(department, { isRemoving: "no" }), 1);
    await looksAgain();
    expect(await assignmentsOf(app, rosa)).toMatchObject([{ endsAt: null, endReason: null }]);
  });
});

describe("a rule that is removed", () => {
  it("leaves what it assigned, and the package can be deleted with one", async () => {
    const { administrator, rosa, packageId } = await automatic();
    await removeAutomatic(app.deps, administrator.slackUserId, { packageId });
    await moves(rosa, "Elsewhere");
    await looksAgain();
    expect(await assignmentsOf(app, rosa)).toMatchObject([{ endsAt: null, endReason: null }]);
    expect(await refusals(removeAutomatic(app.deps, administrator.slackUserId, { packageId }))).toEqual([
      "notFound on no field",
    ]);
    const other = await automatic({ isAssigning: "no" });
    await deletePackage(app.deps, other.owner.slackUserId, { packageId: other.packageId });
    expect(await ruleOf(app.db, other.packageId)).toBeUndefined();
  });
});

describe("many people", () => {
  it("are counted before a rule is saved, by what each of them is", async () => {
    const { administrator, department, packageId, rosa } = await automatic();
    const tim = await colleague("Tim", department);
    await colleague("Max", "Elsewhere");
    await asks(app, tim, packageId);
    await colleague("Ada", department);
    const effectOf = async (answers: AutomaticAnswers) =>
      (await readAutomaticEffect(app.deps, administrator.slackUserId, { packageId, answers })).effect;
    expect(await effectOf(inDepartment(department))).toMatchObject({
      matching: 3,
      gaining: 1,
      leaving: 0,
      unknown: [],
    });
    await moves(rosa, "Elsewhere");
    const nobodys = app.name("Nobody's");
    const among = inDepartment(`${department}\n${nobodys}`, { "conditions.0.operator": "isOneOf" });
    expect(await effectOf(among)).toEqual({
      matching: 2,
      gaining: 1,
      leaving: 1,
      unknown: [{ attribute: "department", value: nobodys }],
    });
  });

  it("are assigned some at a time; more than 15,000 are refused", { timeout: 60_000 }, async () => {
    const { administrator, packageId } = await automatic();
    const [few, many] = [newDepartment(), newDepartment()];
    const addPeople = (department: string, count: number) =>
      app.db.execute(sql`insert into ${person} (name, directory_state, attributes)
        select 'One of many', 'present', ${JSON.stringify({ department })}::text::jsonb from generate_series(1, ${count}::int)`);
    await addPeople(few, 120);
    await addPeople(many, 15_001);
    expect(await refusals(saves(administrator, packageId, inDepartment(many), 1))).toEqual([
      "ruleMeansTooMany on no field",
    ]);
    await saves(administrator, packageId, inDepartment(few), 1);
    const rule = await ruleOf(app.db, packageId);
    await evaluateAfter(app.deps, rule?.id ?? "");
    const counted = await app.db.execute(
      sql`select count(*)::int as held from assignment where rule_id = ${rule?.id} and ends_at is null`,
    );
    expect(JSON.stringify(counted)).toContain('"held":120');
    expect(await ruleOf(app.db, packageId)).toMatchObject({
      evaluateAt: null,
      evaluatedTo: null,
      evaluatedAt: app.now,
    });
  });
});
