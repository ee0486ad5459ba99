import { eq, sql } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { evaluateAfter } from "../../src/app/automatic/evaluate-automatic.ts";
import { saveAutomatic } from "../../src/app/automatic/save-automatic.ts";
import { copyPackage } from "../../src/app/draft/copy-package.ts";
import { readWizard } from "../../src/app/draft/read-wizard.ts";
import { createPackage } from "../../src/app/package/create-package.ts";
import { NEW_AUTOMATIC } from "../../src/domain/automatic/automatic-form.ts";
import { DraftContent } from "../../src/domain/draft/draft.ts";
import { ruleOf } from "../../src/store/query/automatic-rule.ts";
import { automaticRule } from "../../src/store/schema/automatic-rule.ts";
import { accessPackage } from "../../src/store/schema/package.ts";
import { person } from "../../src/store/schema/person.ts";
import { refusals, unknownId, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { actionsOn, assignmentsOf, jobsFor, offered, policyWith } from "../support/requesting.ts";

const app = useApp();

/** The rules of earlier tests need not be evaluated over and over. */
afterEach(async () => {
  await app.db.delete(automaticRule);
});

/** A package that a rule assigns to a department of its own, with one person in it. */
async function ruled() {
  const administrator = await app.administrator();
  const department = app.name("Department");
  const rosa = await app.person("Rosa", { directoryState: "present", attributes: { department } });
  const { packageId, owner } = await offered(app, policyWith());
  const answers = { ...NEW_AUTOMATIC, "conditions.0.attribute": "department", "conditions.0.values": department };
  await saveAutomatic(app.deps, administrator.slackUserId, { packageId, version: null, answers });
  return { administrator, department, rosa, packageId, owner };
}

const copies = (who: Someone, packageId: string) => copyPackage(app.deps, who.slackUserId, { packageId });

const creates = (who: Someone, { draft: { id: draftId, version } }: Awaited<ReturnType<typeof copies>>) =>
  createPackage(app.deps, who.slackUserId, { draftId, version });

describe("a copy of a package that is assigned by a rule", () => {
  it("has the same rule, which assigns the copy as soon as it is made", async () => {
    const { administrator, rosa, packageId } = await ruled();
    const copy = await creates(administrator, await copies(administrator, packageId));
    const [original, rule] = [await ruleOf(app.db, packageId), await ruleOf(app.db, copy.packageId)];
    expect(rule?.rule).toEqual(original?.rule);
    expect(rule?.id).not.toBe(original?.id);
    expect(await actionsOn(app, rule?.id ?? "")).toEqual(["policy.automaticCreated"]);
    expect(await jobsFor(app, rule?.id ?? "")).toEqual(["automatic.evaluate"]);
    await evaluateAfter(app.deps, unknownId());
    expect((await assignmentsOf(app, rosa)).map((each) => each.packageId)).toContain(copy.packageId);
  });

  it("shows on Review whom the rule means", async () => {
    const { administrator, packageId } = await ruled();
    const { draft, by } = await copies(administrator, packageId);
    const wizard = await readWizard(app.db, by, { ...draft, step: "review" }, app.now);
    expect(wizard.step === "review" && wizard.review.automaticEffect).toMatchObject({ matching: 1, gaining: 1 });
  });

  it("leaves the rule out for those who may not write one, and says so", async () => {
    const { owner, packageId } = await ruled();
    const copied = await copies(owner, packageId);
    expect(copied.draft.content.copied).toMatchObject({ automatic: null, isAutomaticLeftOut: true });
    const copy = await creates(owner, copied);
    expect(await ruleOf(app.db, copy.packageId)).toBeUndefined();
  });

  it("is not made by somebody who may write rules no more; without the rule it is", async () => {
    const { administrator, packageId } = await ruled();
    const copied = await copies(administrator, packageId);
    app.rights.userAdministrators.delete(administrator.slackUserId);
    const [row] = await app.db.select().from(accessPackage).where(eq(accessPackage.id, packageId));
    await app.give(row?.catalogId ?? "", "owner", administrator.id);
    expect(await refusals(creates(administrator, copied))).toEqual(["notPermitted on no field"]);
    const again = await creates(administrator, await copies(administrator, packageId));
    expect(await ruleOf(app.db, again.packageId)).toBeUndefined();
  });

  it("is not made where the rule means more than 15,000 people by now", { timeout: 60_000 }, async () => {
    const { administrator, department, packageId } = await ruled();
    const copied = await copies(administrator, packageId);
    await app.db.execute(sql`insert into ${person} (name, directory_state, attributes)
      select 'One of many', 'present', ${JSON.stringify({ department })}::text::jsonb from generate_series(1, 15000)`);
    expect(await refusals(creates(administrator, copied))).toEqual(["ruleMeansTooMany on no field"]);
  });
});

it("a draft that was left before copies took rules along is still read", async () => {
  const { owner, packageId } = await ruled();
  const { draft } = await copies(owner, packageId);
  const { automatic: _automatic, isAutomaticLeftOut: _isLeftOut, ...before } = draft.content.copied ?? {};
  expect(DraftContent.parse({ ...draft.content, copied: before }).copied).toMatchObject({
    automatic: null,
    isAutomaticLeftOut: false,
  });
});
