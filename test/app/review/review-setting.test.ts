import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { copyPackage } from "../../../src/app/draft/copy-package.ts";
import { editPolicy } from "../../../src/app/policy/edit-policy.ts";
import { answersOf } from "../../../src/app/policy/policy-form.ts";
import type { ReviewSettings } from "../../../src/domain/review/review-settings.ts";
import { policiesOf } from "../../../src/store/query/package.ts";
import { person } from "../../../src/store/schema/person.ts";
import { refusals, useApp } from "../../support/app.ts";
import type { Someone } from "../../support/app.ts";
import { offered, policyWith } from "../../support/requesting.ts";

const app = useApp();

const STARTED: ReviewSettings = {
  startDate: "2020-01-31",
  timeZone: "Asia/Tokyo",
  frequency: "monthly",
  durationDays: 14,
  reviewers: { kind: "self" },
  ifUnanswered: "keepAccess",
  isRecommendationShown: true,
  isJustificationRequired: false,
};

async function edits(who: Someone, packageId: string, changed: Record<string, string | string[]>) {
  const [stored] = await policiesOf(app.db, packageId);
  if (!stored) throw new Error("The package has no policy.");
  const { answers } = await answersOf(app.db, stored.settings);
  const form = { name: stored.name, answers: { ...answers, ...changed } };
  await editPolicy(app.deps, who.slackUserId, { policyId: stored.id, version: stored.version, ...form });
}

async function reviewOf(packageId: string) {
  const [stored] = await policiesOf(app.db, packageId);
  return stored?.settings.review;
}

describe("the reviews of a stored policy", () => {
  test("can be changed, but for the day on which they start, which stays where it was written", async () => {
    const { packageId, owner } = await offered(app, policyWith({ review: STARTED }));
    await app.db.update(person).set({ timeZone: "America/New_York" }).where(eq(person.id, owner.id));

    await edits(owner, packageId, { reviewFrequency: "weekly", reviewDays: "6" });
    expect(await reviewOf(packageId)).toEqual({ ...STARTED, frequency: "weekly", durationDays: 6 });

    expect(await refusals(edits(owner, packageId, { reviewStartDate: "2040-01-31" }))).toEqual([
      "reviewStartStays on reviewStartDate",
    ]);
    await edits(owner, packageId, { isReviewed: "no" });
    expect(await reviewOf(packageId)).toBeNull();
  });

  test("start in a copy of the package with the next that the original would have", async () => {
    const { packageId, owner } = await offered(
      app,
      policyWith({ review: STARTED }),
      policyWith({ review: { ...STARTED, startDate: "2038-02-01" } }),
    );

    const { draft } = await copyPackage(app.deps, owner.slackUserId, { packageId });

    const next = String(draft.content.policy?.["reviewStartDate"]);
    expect(next > app.now.toISOString().slice(0, 10)).toBe(true);
    expect(Number(next.slice(8))).toBeGreaterThanOrEqual(28);
    expect(draft.content.copied?.policies[0]?.settings.review?.startDate).toBe("2038-02-01");
  });
});
