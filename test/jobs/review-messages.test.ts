import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { handOnReviews } from "../../src/app/review/hand-on-reviews.ts";
import { messages } from "../../src/slack/notify/messages.ts";
import { reviewersIn } from "../../src/store/query/review.ts";
import { assignment } from "../../src/store/schema/assignment.ts";
import { useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { answers, closes, opens, reminds, reviewBy, reviewed, reviewOf } from "../support/reviewing.ts";
import { ScriptedSlack } from "../support/scripted-slack.ts";

const app = useApp();

/** A review that has just opened, and a Slack of its own in which it is shown. */
async function opened(...[settings, holders]: [Parameters<typeof reviewed>[1], readonly Someone[]]) {
  const { packageId, held } = await reviewed(app, settings, holders);
  await opens(app);
  const { id: reviewId } = await reviewOf(app, packageId);
  const slack = new ScriptedSlack();
  const show = messages(app.deps, slack);
  return {
    slack,
    held,
    /** The jobs run that were promised when it opened. */
    shows: async () => {
      for (const reviewer of await reviewersIn(app.db, reviewId)) await show.showReview({ reviewId, reviewer });
    },
    /** Whoever cannot answer any more is replaced, and the jobs run that were promised by it. */
    handsOn: async (from: Someone) => {
      await handOnReviews(app.deps);
      for (const reviewer of [from.id, "listed"]) await show.showReview({ reviewId, reviewer });
    },
    showsAccess: (who: Someone) => show.showAssignment(held.get(who) ?? ""),
    answers: (by: Someone, about: Someone) =>
      answers(app, by, { reviewId, assignmentId: held.get(about) }, "remove", "Left"),
    reads: ({ slackUserId }: Someone) => slack.shownTo(slackUserId),
  };
}

describe("N12: who reviews access", () => {
  test("is asked once, and the message is kept current to the end, when its button is gone", async () => {
    const [rosa, tim, grace] = [await app.person("Rosa"), await app.person("Tim"), await app.person("Grace")];
    const story = await opened(reviewBy(app, [grace]), [rosa, tim]);
    await story.shows();
    await story.shows();
    expect(story.reads(grace)).toEqual([expect.stringMatching(/0 of 2 reviewed[^]*\[Review\]$/)]);
    await story.answers(grace, rosa);
    await story.shows();
    expect(story.reads(grace)).toEqual([expect.stringMatching(/1 of 2 reviewed[^]*\[Review\]$/)]);
    app.passes({ days: 4 });
    await story.shows();
    expect(story.reads(grace)).toEqual([expect.stringMatching(/the time to answer is over\.\nClosed [^[]*$/)]);
    await closes(app);
    await story.shows();
    expect(story.reads(grace)).toEqual([expect.stringMatching(/Access kept: 1, removed: 1\.\nClosed [^[]*$/)]);
  });

  test("is reminded half-way by a message of its own, though they have answered", async () => {
    const [rosa, grace] = [await app.person("Rosa"), await app.person("Grace")];
    const story = await opened(reviewBy(app, [grace]), [rosa]);
    await story.shows();
    await story.answers(grace, rosa);
    app.passes({ days: 2 });
    await reminds(app);
    await story.shows();
    await story.shows();
    expect(story.reads(grace)).toEqual([
      expect.stringMatching(/1 of 1 reviewed[^]*\[Review\]$/),
      expect.stringMatching(
        /^Reminder: [^]*1 of 1 reviewed\.\nYou can still change what you answered\.[^]*\[Review\]$/,
      ),
    ]);
  });

  test("and hears of it only when it is over, is told nothing", async () => {
    const [rosa, grace] = [await app.person("Rosa"), await app.person("Grace")];
    const story = await opened(reviewBy(app, [grace]), [rosa]);
    app.passes({ days: 4 });
    await closes(app);
    await story.shows();
    expect(story.reads(grace)).toEqual([]);
  });

  test("and has nothing to review but their own access, is not asked; in a self-review everybody is", async () => {
    const [rosa, grace] = [await app.person("Rosa"), await app.person("Grace")];
    const others = await opened(reviewBy(app, [grace]), [grace]);
    await others.shows();
    expect(others.reads(grace)).toEqual([]);
    const own = await opened(reviewBy(app, { kind: "self" }), [rosa, grace]);
    await own.shows();
    for (const who of [rosa, grace]) expect(own.reads(who)).toEqual([expect.stringMatching(/0 of 1 reviewed/)]);
  });

  test("is asked instead of a manager who has left, whose message says that they are not asked any more", async () => {
    const [manager, fallback] = [await app.person("Manager"), await app.person("Fallback")];
    const [rosa, ann] = [await app.person("Rosa", { managerId: manager.id }), await app.person("Ann")];
    const reviewers = { kind: "manager" as const, fallback: [fallback.id] };
    const story = await opened(reviewBy(app, reviewers), [rosa, ann]);
    await story.shows();
    app.passes({ days: 2 });
    await reminds(app);
    await story.shows();
    expect(story.reads(manager)).toHaveLength(2);
    await app.changePerson(manager, { directoryState: "gone" });
    await story.handsOn(manager);
    expect(story.reads(fallback)).toEqual([
      expect.stringMatching(/0 of 2 reviewed[^]*\[Review\]$/),
      expect.stringMatching(/^Reminder: [^]*0 of 2 reviewed[^]*\[Review\]$/),
    ]);
    expect(story.reads(manager)).toEqual([
      expect.stringMatching(/: you are not asked any more\.$/),
      expect.stringMatching(/: you are not asked any more\.$/),
    ]);
  });

  test("is asked for the first time where nobody needed the fallback before", async () => {
    const [manager, fallback] = [await app.person("Manager"), await app.person("Fallback")];
    const rosa = await app.person("Rosa", { managerId: manager.id });
    const story = await opened(reviewBy(app, { kind: "manager", fallback: [fallback.id] }), [rosa]);
    await story.shows();
    expect(story.reads(fallback)).toEqual([]);
    await app.changePerson(manager, { slackState: "deactivated" });
    await story.handsOn(manager);
    expect(story.reads(fallback)).toEqual([expect.stringMatching(/0 of 1 reviewed[^]*\[Review\]$/)]);
  });

  test("sees that nobody need be asked any more about access that has ended meanwhile", async () => {
    const [rosa, tim, grace] = [await app.person("Rosa"), await app.person("Tim"), await app.person("Grace")];
    const story = await opened(reviewBy(app, [grace]), [rosa, tim]);
    await story.shows();
    await app.db
      .update(assignment)
      .set({ state: "expired", endReason: "userRemoved", endedAt: app.now })
      .where(eq(assignment.id, story.held.get(rosa) ?? ""));
    await story.showsAccess(rosa);
    expect(story.reads(grace)).toEqual([expect.stringMatching(/1 of 2 reviewed/)]);
  });
});
