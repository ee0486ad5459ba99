import { asc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { addPolicy } from "../../src/app/policy/add-policy.ts";
import { editPolicy, enablePolicy } from "../../src/app/policy/edit-policy.ts";
import { answersOf } from "../../src/app/policy/policy-form.ts";
import { readPolicyForm } from "../../src/app/policy/read-policy-form.ts";
import { removePolicy } from "../../src/app/policy/remove-policy.ts";
import { PolicySettings } from "../../src/domain/policy/policy-settings.ts";
import { audit } from "../../src/store/schema/journal.ts";
import { accessPackage, policy, policySubject } from "../../src/store/schema/package.ts";
import { request } from "../../src/store/schema/request.ts";
import { refusals, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { asks, offered, policyWith, stageOf } from "../support/requesting.ts";

const app = useApp();

async function policiesIn(packageId: string) {
  const rows = await app.db.select().from(policy).where(eq(policy.packageId, packageId)).orderBy(asc(policy.position));
  return rows.map((row) => ({ ...row, settings: PolicySettings.parse(row.settings) }));
}

async function onlyPolicy(packageId: string) {
  const [row] = await policiesIn(packageId);
  if (!row) throw new Error("The package has no policy.");
  return row;
}

/** Edits the package's first policy: the form as it opens, with these answers changed. */
async function edits(who: Someone, packageId: string, changed: Record<string, string | string[]>, name?: string) {
  const row = await onlyPolicy(packageId);
  const { answers } = await answersOf(app.db, row.settings);
  const form = { name: name ?? row.name, answers: { ...answers, ...changed } };
  return editPolicy(app.deps, who.slackUserId, { policyId: row.id, version: row.version, ...form });
}

async function enabledScopes(packageId: string) {
  const [row] = await app.db.select().from(accessPackage).where(eq(accessPackage.id, packageId));
  return row?.enabledScopes;
}

const MEMBERS = { scope: "allMemberUsers", isApprovalRequired: "no" };

describe("adding and editing policies", () => {
  test("only those may who may change the package; each role of another catalog is nothing", async () => {
    const { packageId, catalogId } = await offered(app, policyWith());
    const { id: policyId, version } = await onlyPolicy(packageId);
    const attempts = [
      (who: Someone) => addPolicy(app.deps, who.slackUserId, { packageId, name: app.name("More"), answers: MEMBERS }),
      (who: Someone) => readPolicyForm(app.deps, who.slackUserId, { policyId }),
      (who: Someone) => enablePolicy(app.deps, who.slackUserId, { policyId, version, isEnabled: true }),
    ];
    for (const role of ["assignmentManager", "reader", "packageManager"] as const) {
      const somebody = await app.person("Somebody");
      await app.give(catalogId, role, somebody.id);
      for (const attempt of attempts)
        expect(await refusals(attempt(somebody))).toHaveLength(role === "packageManager" ? 0 : 1);
    }
    const stranger = await app.person("Stranger");
    await app.catalog("Other", { roles: [["owner", stranger]] });
    for (const attempt of attempts) expect(await refusals(attempt(stranger))).toHaveLength(1);
  });

  test("an added policy stands last, and is on record with all that it says", async () => {
    const { packageId, owner } = await offered(app, policyWith(), policyWith());
    const { policyId } = await addPolicy(app.deps, owner.slackUserId, {
      packageId,
      name: " Third  one ",
      answers: MEMBERS,
    });
    expect((await policiesIn(packageId)).at(-1)).toMatchObject({ id: policyId, name: "Third one", position: 2 });
    const [row] = await app.db.select().from(audit).where(eq(audit.targetId, policyId));
    expect(row).toMatchObject({
      action: "policy.created",
      packageId,
      after: { name: "Third one", settings: { requestors: { scope: "allMemberUsers" }, questions: [] } },
    });
  });

  test("what searches need of a policy follows every change of it", async () => {
    const { packageId, owner } = await offered(app, policyWith());
    const rosa = await app.person("Rosa");
    await edits(owner, packageId, { scope: "specificDirectoryUsers", people: [rosa.slackUserId] });
    const { id, version } = await onlyPolicy(packageId);
    const subjects = () => app.db.select().from(policySubject).where(eq(policySubject.policyId, id));
    expect(await enabledScopes(packageId)).toEqual(["specificDirectoryUsers"]);
    expect(await subjects()).toMatchObject([{ kind: "person", subjectId: rosa.id }]);
    await enablePolicy(app.deps, owner.slackUserId, { policyId: id, version, isEnabled: false });
    expect(await enabledScopes(packageId)).toEqual([]);
    await removePolicy(app.deps, owner.slackUserId, { policyId: id });
    expect(await subjects()).toEqual([]);
  });

  test("people who are not in Slack stay in a policy that is edited", async () => {
    const unseen = await app.person("Unseen", { slackUserId: null, slackState: "absent" });
    const seen = await app.person("Seen");
    const { packageId, owner } = await offered(app, policyWith({ stages: [stageOf([unseen, seen])] }));
    const { id: policyId } = await onlyPolicy(packageId);
    const form = await readPolicyForm(app.deps, owner.slackUserId, { policyId });
    expect(form.unseen).toEqual([unseen.name]);
    expect(form.answers["stages.0.approvers"]).toEqual([seen.slackUserId]);
    const other = await app.person("Other");
    await edits(owner, packageId, { "stages.0.approvers": [other.slackUserId] });
    expect((await onlyPolicy(packageId)).settings.approval.stages[0]?.approvers).toEqual({
      kind: "specific",
      people: [unseen.id, other.id],
      groups: [],
    });
  });

  test("a date that is not touched stays the end of that day where it was first written", async () => {
    const expiration = { type: "onDate" as const, date: "2024-05-01", timeZone: "Asia/Tokyo" };
    const { packageId, owner } = await offered(app, policyWith({ expiration }));
    await edits(owner, packageId, {}, "Renamed");
    expect((await onlyPolicy(packageId)).settings.expiration).toEqual(expiration);
    await edits(owner, packageId, { expirationDate: "2024-05-02" });
    expect((await onlyPolicy(packageId)).settings.expiration).toMatchObject({ timeZone: "Europe/Berlin" });
  });

  test("a second edit of the same version is refused, and an edit that changes nothing is not on record", async () => {
    const { packageId, owner } = await offered(app, policyWith());
    const { id: policyId, version } = await onlyPolicy(packageId);
    await edits(owner, packageId, {});
    expect((await onlyPolicy(packageId)).version).toBe(version);
    await edits(owner, packageId, {}, "New name");
    const late = { policyId, version, name: "Late", answers: MEMBERS };
    expect(await refusals(editPolicy(app.deps, owner.slackUserId, late))).toEqual(["changedMeanwhile on no field"]);
    const again = enablePolicy(app.deps, owner.slackUserId, { policyId, version, isEnabled: false });
    expect(await refusals(again)).toEqual(["changedMeanwhile on no field"]);
  });

  test("what is wrong is on its field: name, form and questions together", async () => {
    const { packageId, owner } = await offered(app, policyWith());
    const answers = { questionCount: "1", "stages.0.decisionDays": "15" };
    const added = addPolicy(app.deps, owner.slackUserId, { packageId, name: "x".repeat(101), answers });
    expect((await refusals(added)).toSorted((one, other) => one.localeCompare(other))).toEqual([
      "outOfRange on stages.0.decisionDays",
      "required on people",
      "required on questions.0.question",
      "required on stages.0.approvers",
      "tooLong on name",
    ]);
  });
});

describe("removing a policy", () => {
  test("is refused with the count while access came through it, and leaves requests that wait", async () => {
    const approver = await app.person("Approver");
    const { packageId, owner } = await offered(app, policyWith({ stages: [stageOf([approver])] }));
    const { id: policyId } = await onlyPolicy(packageId);
    const { requestId } = await asks(app, await app.person("Rosa"), packageId);
    await removePolicy(app.deps, owner.slackUserId, { policyId });
    const [row] = await app.db.select().from(request).where(eq(request.id, requestId));
    expect(row).toMatchObject({ state: "pendingApproval", policyId: null });

    const held = await offered(app, policyWith());
    await asks(app, await app.person("Tim"), held.packageId);
    const { id: inUse } = await onlyPolicy(held.packageId);
    expect(await refusals(removePolicy(app.deps, held.owner.slackUserId, { policyId: inUse }))).toEqual([
      "policyInUse on no field",
    ]);
  });
});
