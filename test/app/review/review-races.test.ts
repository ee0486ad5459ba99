import { describe, expect, test } from "vitest";
import { answerReview } from "../../../src/app/review/answer-review.ts";
import { handOnReviews } from "../../../src/app/review/hand-on-reviews.ts";
import { closeReviews } from "../../../src/app/sweep/close-reviews.ts";
import { openReviews } from "../../../src/app/sweep/open-reviews.ts";
import { refusals, useApp } from "../../support/app.ts";
import { trailOf } from "../../support/access.ts";
import { onRealEngines } from "../../support/engines.ts";
import { answers, closes, endOf, opens, reviewBy, reviewed, reviewOf, reviewsOf } from "../../support/reviewing.ts";

const app = useApp();

const KEPT = { state: "delivered", endReason: null };
const REMOVED = { state: "expired", endReason: "reviewDenied" };

test("a process whose clock is behind takes no answer any more, once another does what was answered", async () => {
  const [rosa, grace] = [await app.person("Rosa"), await app.person("Grace")];
  const { packageId, held } = await reviewed(app, reviewBy(app, [grace]), [rosa]);
  await opens(app);
  const about = { reviewId: (await reviewOf(app, packageId)).id, assignmentId: held.get(rosa) };
  app.passes({ days: 4 });
  await closeReviews(app.deps);
  app.passes({ days: -1 });
  expect(await refusals(answers(app, grace, about, "remove"))).toEqual(["reviewClosed on no field"]);
  app.passes({ days: 1 });
});

describe.runIf(onRealEngines)("at the same moment", () => {
  test("two sweeps open one review, and close it once", async () => {
    const { packageId, held } = await reviewed(app, reviewBy(app, { kind: "self" }, { ifUnanswered: "removeAccess" }), [
      await app.person("Rosa"),
      await app.person("Tim"),
    ]);
    await Promise.all([openReviews(app.deps), openReviews(app.deps), opens(app)]);
    expect(await reviewsOf(app, packageId)).toHaveLength(1);
    app.passes({ days: 4 });
    await Promise.all([closeReviews(app.deps), closeReviews(app.deps)]);
    await closes(app);
    for (const id of held.values())
      expect((await trailOf(app, id)).filter(({ action }) => action === "assignment.ended")).toHaveLength(1);
    const { id } = await reviewOf(app, packageId);
    expect((await trailOf(app, id)).map(({ action }) => action)).toEqual(["review.opened", "review.closed"]);
  });

  test("two reviewers answer: both are noted, and the last counts", async () => {
    const [rosa, grace, alan] = [await app.person("Rosa"), await app.person("Grace"), await app.person("Alan")];
    const { packageId, held } = await reviewed(app, reviewBy(app, [grace, alan]), [rosa]);
    await opens(app);
    const { id: reviewId } = await reviewOf(app, packageId);
    const about = { reviewId, assignmentId: held.get(rosa) };
    await Promise.all([answers(app, grace, about, "remove"), answers(app, alan, about, "keep")]);
    const [item] = (await reviewOf(app, packageId)).items;
    const last = (await trailOf(app, reviewId)).at(-1);
    expect(last).toMatchObject({
      action: "review.decided",
      actorId: item?.decidedBy,
      after: { decision: item?.decision },
    });
    expect((await trailOf(app, reviewId)).filter(({ action }) => action === "review.decided")).toHaveLength(2);
  });

  test("a manager who is gone answers, or is replaced, once: never both", async () => {
    const [manager, fallback] = [await app.person("Manager"), await app.person("Fallback")];
    const rosa = await app.person("Rosa", { managerId: manager.id });
    const { packageId, held } = await reviewed(app, reviewBy(app, { kind: "manager", fallback: [fallback.id] }), [
      rosa,
    ]);
    await opens(app);
    const { id: reviewId } = await reviewOf(app, packageId);
    await app.changePerson(manager, { directoryState: "gone" });
    const [refused] = await Promise.all([
      refusals(answers(app, manager, { reviewId, assignmentId: held.get(rosa) }, "keep")),
      handOnReviews(app.deps),
      handOnReviews(app.deps),
    ]);
    const [item] = (await reviewOf(app, packageId)).items;
    const last = (await trailOf(app, reviewId)).slice(1).map(({ action }) => action);
    expect([refused, item?.reviewerId, last]).toEqual(
      item?.decision === "keep"
        ? [[], manager.id, ["review.decided"]]
        : [["notPermitted on no field"], null, ["review.handedOn"]],
    );
  });

  test("an answer by a clock that is behind comes before the close or is refused; what is done is what it says", async () => {
    const [rosa, grace] = [await app.person("Rosa"), await app.person("Grace")];
    const { packageId, held } = await reviewed(app, reviewBy(app, [grace], { ifUnanswered: "removeAccess" }), [rosa]);
    const opened = app.now;
    await opens(app);
    const { id: reviewId } = await reviewOf(app, packageId);
    const late = { ...app.deps, clock: { now: () => opened } };
    app.passes({ days: 4 });
    const input = { reviewId, assignmentId: held.get(rosa), decision: "keep", reason: "" };
    const [refused] = await Promise.all([
      refusals(answerReview(late, grace.slackUserId, input)),
      closeReviews(app.deps),
    ]);
    await closes(app);
    const end = await endOf(app, held.get(rosa));
    expect(end).toEqual(refused.length === 0 ? KEPT : REMOVED);
  });
});
