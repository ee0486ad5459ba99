import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { removePolicy } from "../../../src/app/policy/remove-policy.ts";
import { listReviews } from "../../../src/app/review/list-reviews.ts";
import { readReview, REVIEW_PAGE } from "../../../src/app/review/read-review.ts";
import { nextDeadline } from "../../../src/store/query/deadline.ts";
import { assignment } from "../../../src/store/schema/assignment.ts";
import { policy } from "../../../src/store/schema/package.ts";
import { refusals, useApp } from "../../support/app.ts";
import { access, manyHolders, promisesAbout, trailOf } from "../../support/access.ts";
import {
  answers,
  closes,
  endOf,
  opens,
  reminds,
  reviewBy,
  reviewed,
  reviewOf,
  reviewsOf,
} from "../../support/reviewing.ts";

const app = useApp();

const KEPT = { state: "delivered", endReason: null };
const REMOVED = { state: "expired", endReason: "reviewDenied" };

describe("a review opens", () => {
  test("on its day, once, about everybody who holds access through the policy", async () => {
    const [rosa, tim, gone, grace] = [
      await app.person("Rosa"),
      await app.person("Tim"),
      await app.person("Gone"),
      await app.person("Grace"),
    ];
    const { packageId, held } = await reviewed(app, reviewBy(app, [grace]), [rosa, tim]);
    await access(app, gone, packageId, { state: "expired" });

    await opens(app);
    await opens(app);

    const review = await reviewOf(app, packageId);
    expect(await reviewsOf(app, packageId)).toHaveLength(1);
    expect(new Set(review.items.map(({ assignmentId }) => assignmentId))).toEqual(new Set(held.values()));
    expect(review).toMatchObject({ openedAt: app.now, closedAt: null, policyName: "Policy 0" });
    expect(await trailOf(app, review.id)).toMatchObject([
      { action: "review.opened", actorId: "review.open", packageId, after: { people: 2, policy: "Policy 0" } },
    ]);
    expect(await promisesAbout(app, review.id)).toEqual(["reviewMessages.show"]);
  });

  test("again when its time comes round, of those who hold the access then", async () => {
    const rosa = await app.person("Rosa");
    const { packageId } = await reviewed(app, reviewBy(app, { kind: "self" }, { frequency: "weekly" }), [rosa]);
    await opens(app);
    app.passes({ days: 4 });
    await closes(app);
    app.passes({ days: 2 });
    await opens(app);
    expect(await reviewsOf(app, packageId)).toHaveLength(1);
    app.passes({ days: 1 });
    await opens(app);
    expect(await reviewsOf(app, packageId)).toHaveLength(2);
  });

  test("not where nobody holds access, and time travel goes to the next", async () => {
    const { packageId } = await reviewed(app, reviewBy(app, { kind: "self" }), []);
    await opens(app);
    expect(await reviewsOf(app, packageId)).toEqual([]);
    const [row] = await app.db.select().from(policy).where(eq(policy.packageId, packageId));
    expect(row?.reviewDueAt?.getTime()).toBeGreaterThan(app.now.getTime());
    const before = new Date((row?.reviewDueAt?.getTime() ?? 0) - 1);
    expect(await nextDeadline(app.db, before)).toEqual(row?.reviewDueAt);
  });

  test("once and whole, though nobody was at work on many of its days", async () => {
    const { packageId } = await reviewed(app, reviewBy(app, { kind: "self" }, { frequency: "weekly" }), [
      await app.person("Rosa"),
    ]);
    app.passes({ days: 40 });
    await opens(app);
    const [only, ...others] = await reviewsOf(app, packageId);
    expect(others).toEqual([]);
    expect(only?.closesAt.getTime()).toBe(app.now.getTime() + 4 * 86_400_000);
  });

  test("never beside one of the same policy that is not closed yet", async () => {
    const { packageId } = await reviewed(app, reviewBy(app, { kind: "self" }, { frequency: "weekly" }), [
      await app.person("Rosa"),
    ]);
    await opens(app);
    app.passes({ days: 15 });
    await opens(app);
    expect(await reviewsOf(app, packageId)).toHaveLength(1);
    await closes(app);
    app.passes({ days: 6 });
    await opens(app);
    expect(await reviewsOf(app, packageId)).toHaveLength(2);
  });

  test("of each person with the manager, or with the fallback where there is none who is in Slack", async () => {
    const [manager, away, fallback] = [
      await app.person("Manager"),
      await app.person("Away", { slackState: "deactivated" }),
      await app.person("Fallback"),
    ];
    const [rosa, tim, ann] = [
      await app.person("Rosa", { managerId: manager.id }),
      await app.person("Tim", { managerId: away.id }),
      await app.person("Ann"),
    ];
    const reviewers = { kind: "manager" as const, fallback: [fallback.id] };
    const { packageId, held } = await reviewed(app, reviewBy(app, reviewers), [rosa, tim, ann]);
    await opens(app);
    const { items } = await reviewOf(app, packageId);
    const of = (assignmentId?: string) => items.find((item) => item.assignmentId === assignmentId)?.reviewerId;
    expect([rosa, tim, ann].map((who) => of(held.get(who)))).toEqual([manager.id, null, null]);
    expect((await listReviews(app.deps, manager.slackUserId)).rows).toMatchObject([{ people: 1 }]);
    expect((await listReviews(app.deps, fallback.slackUserId)).rows).toMatchObject([{ people: 2 }]);
  });
});

describe("a reviewer answers", () => {
  test("and otherwise later: the last answer counts, whoever gave it; nothing changes before the review closes (D21)", async () => {
    const [rosa, tim, grace, alan] = [
      await app.person("Rosa"),
      await app.person("Tim"),
      await app.person("Grace"),
      await app.person("Alan"),
    ];
    const { packageId, held } = await reviewed(app, reviewBy(app, [grace, alan]), [rosa, tim]);
    await opens(app);
    const { id: reviewId } = await reviewOf(app, packageId);
    const about = (who: typeof rosa) => ({ reviewId, assignmentId: held.get(who) });

    await answers(app, grace, about(rosa), "remove", "Left the team");
    await answers(app, grace, about(tim), "remove");
    await answers(app, alan, about(tim), "keep");
    expect(await endOf(app, held.get(rosa))).toEqual(KEPT);

    app.passes({ days: 4 });
    expect(await refusals(answers(app, grace, about(rosa), "keep"))).toEqual(["reviewClosed on no field"]);
    await closes(app);
    expect(await endOf(app, held.get(rosa))).toEqual(REMOVED);
    expect(await endOf(app, held.get(tim))).toEqual(KEPT);
    const ended = (await trailOf(app, held.get(rosa) ?? "")).find(({ action }) => action === "assignment.ended");
    expect(ended).toMatchObject({ actorId: "review.close", reason: "Left the team" });
    expect((await trailOf(app, reviewId)).at(-1)).toMatchObject({
      action: "review.closed",
      after: { kept: 1, removed: 1, over: 0 },
    });
    expect(await refusals(answers(app, grace, about(tim), "remove"))).toEqual(["reviewClosed on no field"]);
  });

  test("the same twice, and it is noted once", async () => {
    const [rosa, grace] = [await app.person("Rosa"), await app.person("Grace")];
    const { packageId, held } = await reviewed(app, reviewBy(app, [grace]), [rosa]);
    await opens(app);
    const { id: reviewId } = await reviewOf(app, packageId);
    for (const _ of [1, 2]) await answers(app, grace, { reviewId, assignmentId: held.get(rosa) }, "dontKnow");
    expect((await trailOf(app, reviewId)).map(({ action }) => action)).toEqual(["review.opened", "review.decided"]);
  });

  test("with a reason where the policy asks for one, and no longer than may be", async () => {
    const [rosa, grace] = [await app.person("Rosa"), await app.person("Grace")];
    const settings = reviewBy(app, [grace], { isJustificationRequired: true });
    const { packageId, held } = await reviewed(app, settings, [rosa]);
    await opens(app);
    const about = { reviewId: (await reviewOf(app, packageId)).id, assignmentId: held.get(rosa) };
    expect(await refusals(answers(app, grace, about, "keep", " "))).toEqual(["required on reason"]);
    expect(await refusals(answers(app, grace, about, "remove", "x".repeat(1001)))).toEqual(["tooLong on reason"]);
    expect(await refusals(answers(app, grace, about, "dontKnow"))).toEqual([]);
  });

  test("only about others, unless everybody reviews themselves; and only who is asked", async () => {
    const [rosa, grace, administrator] = [
      await app.person("Rosa"),
      await app.person("Grace"),
      await app.administrator(),
    ];
    const { packageId, held } = await reviewed(app, reviewBy(app, [grace]), [rosa, grace]);
    const own = await reviewed(app, reviewBy(app, { kind: "self" }), [rosa, grace]);
    await opens(app);
    const { id: reviewId } = await reviewOf(app, packageId);
    for (const [who, whose] of [
      [grace, grace],
      [rosa, grace],
      [administrator, rosa],
    ] as const)
      expect(await refusals(answers(app, who, { reviewId, assignmentId: held.get(whose) }, "keep"))).toEqual([
        "notPermitted on no field",
      ]);
    expect((await readReview(app.deps, grace.slackUserId, { reviewId, after: null })).rows).toMatchObject([
      { name: rosa.name },
    ]);
    expect(await refusals(readReview(app.deps, rosa.slackUserId, { reviewId, after: null }))).toEqual([
      "notPermitted on no field",
    ]);

    const self = (await reviewOf(app, own.packageId)).id;
    await answers(app, grace, { reviewId: self, assignmentId: own.held.get(grace) }, "keep");
    expect(await refusals(answers(app, grace, { reviewId: self, assignmentId: own.held.get(rosa) }, "keep"))).toEqual([
      "notPermitted on no field",
    ]);
  });

  test("not about access that has ended in the meantime, of which nobody need be asked any more", async () => {
    const [rosa, tim, grace] = [await app.person("Rosa"), await app.person("Tim"), await app.person("Grace")];
    const { packageId, held } = await reviewed(app, reviewBy(app, [grace], { ifUnanswered: "removeAccess" }), [
      rosa,
      tim,
    ]);
    await opens(app);
    const { id: reviewId } = await reviewOf(app, packageId);
    await app.db
      .update(assignment)
      .set({ state: "expired", endReason: "userRemoved" })
      .where(eq(assignment.id, held.get(rosa) ?? ""));
    expect(await refusals(answers(app, grace, { reviewId, assignmentId: held.get(rosa) }, "keep"))).toEqual([
      "accessEnded on no field",
    ]);
    const sheet = await readReview(app.deps, grace.slackUserId, { reviewId, after: null });
    expect(sheet).toMatchObject({ people: 2, answered: 1, rows: [{ name: tim.name }] });
    app.passes({ days: 4 });
    await closes(app);
    expect(await endOf(app, held.get(rosa))).toMatchObject({ endReason: "userRemoved" });
    const outcomes = (await reviewOf(app, packageId)).items.map(({ outcome }) => outcome);
    expect(new Set(outcomes)).toEqual(new Set(["over", "removed"]));
  });
});

describe("a review closes", () => {
  test("and does what is recommended where nobody has answered, if the policy says so", async () => {
    const [rosa, gone, out, grace] = [
      await app.person("Rosa"),
      await app.person("Gone", { slackState: "deactivated" }),
      await app.person("Out"),
      await app.person("Grace"),
    ];
    const settings = reviewBy(app, [grace], { ifUnanswered: "acceptRecommendation" });
    const { packageId, held } = await reviewed(app, settings, [rosa, gone, out], {
      requestors: { scope: "specificDirectoryUsers", people: [rosa.id, gone.id], groups: [] },
    });
    await opens(app);
    const { id: reviewId } = await reviewOf(app, packageId);
    const { rows } = await readReview(app.deps, grace.slackUserId, { reviewId, after: null });
    expect(new Map(rows.map(({ name, advice }) => [name, advice]))).toEqual(
      new Map([
        [rosa.name, null],
        [gone.name, "deactivated"],
        [out.name, "notInScope"],
      ]),
    );
    app.passes({ days: 4 });
    await closes(app);
    expect(await Promise.all([rosa, gone, out].map((who) => endOf(app, held.get(who))))).toEqual([
      KEPT,
      REMOVED,
      REMOVED,
    ]);
  });

  test("once, in batches where many hold the access", async () => {
    const grace = await app.person("Grace");
    const { packageId } = await reviewed(app, reviewBy(app, [grace], { ifUnanswered: "removeAccess" }), []);
    const ids = await manyHolders(app, packageId, 450);
    await opens(app);
    app.passes({ days: 4 });
    await closes(app);
    expect(await closes(app)).toBe(0);
    const ended = await app.db.select().from(assignment).where(eq(assignment.packageId, packageId));
    expect(ended.filter(({ endReason }) => endReason === "reviewDenied")).toHaveLength(ids.length);
    const { id } = await reviewOf(app, packageId);
    expect((await trailOf(app, id)).map(({ action }) => action)).toEqual(["review.opened", "review.closed"]);
  });

  test("also of a policy that was removed, as all access through it had ended", async () => {
    const [rosa, administrator] = [await app.person("Rosa"), await app.administrator()];
    const { packageId, held } = await reviewed(app, reviewBy(app, { kind: "self" }), [rosa]);
    await opens(app);
    await app.db
      .update(assignment)
      .set({ state: "expired" })
      .where(eq(assignment.id, held.get(rosa) ?? ""));
    const [row] = await app.db.select().from(policy).where(eq(policy.packageId, packageId));
    await removePolicy(app.deps, administrator.slackUserId, { policyId: row?.id });
    app.passes({ days: 4 });
    await closes(app);
    expect(await reviewOf(app, packageId)).toMatchObject({ policyId: null, closedAt: app.now });
  });
});

test("reviewers are reminded once, half-way, and not when the review is over (N12)", async () => {
  const { packageId } = await reviewed(app, reviewBy(app, { kind: "self" }), [await app.person("Rosa")]);
  await opens(app);
  app.passes({ days: 2, seconds: -1 });
  await reminds(app);
  expect((await reviewOf(app, packageId)).remindedAt).toBeNull();
  app.passes({ seconds: 1 });
  for (const _ of [1, 2]) await reminds(app);
  const { id } = await reviewOf(app, packageId);
  expect((await trailOf(app, id)).map(({ action }) => action)).toEqual(["review.opened", "review.reminderDue"]);
});

test("a reviewer reads one page after the other, by name", async () => {
  const grace = await app.person("Grace");
  const { packageId } = await reviewed(app, reviewBy(app, [grace]), []);
  const ids = await manyHolders(app, packageId, REVIEW_PAGE + 3);
  await opens(app);
  const { id: reviewId } = await reviewOf(app, packageId);
  const first = await readReview(app.deps, grace.slackUserId, { reviewId, after: null });
  const second = await readReview(app.deps, grace.slackUserId, { reviewId, after: first.next });
  expect([first.rows.length, second.rows.length, second.next]).toEqual([REVIEW_PAGE, 3, null]);
  expect(new Set([...first.rows, ...second.rows].map(({ assignmentId }) => assignmentId))).toEqual(new Set(ids));
});
