import { describe, expect, test } from "vitest";
import { noteSlackPerson } from "../../../src/app/directory/note-slack-person.ts";
import { synchroniseDirectory } from "../../../src/app/directory/synchronise-directory.ts";
import { handOnReviews } from "../../../src/app/review/hand-on-reviews.ts";
import { listReviews } from "../../../src/app/review/list-reviews.ts";
import { LOCAL_DIRECTORY_ID } from "../../../src/domain/directory/directory.ts";
import { promisesAbout, trailOf } from "../../support/access.ts";
import { refusals, useApp } from "../../support/app.ts";
import type { Someone } from "../../support/app.ts";
import { answers, closes, endOf, opens, reminds, reviewBy, reviewed, reviewOf } from "../../support/reviewing.ts";
import { directoryOf } from "../directory-support.ts";

const app = useApp();

/** An open review by managers: of Rosa and Tim by one of them, of Ann by another; and who is asked where there is none. */
async function reviewByManagers(more: Parameters<typeof reviewBy>[2] = {}) {
  const [manager, other, fallback] = [
    await app.person("Manager"),
    await app.person("Other"),
    await app.person("Fallback"),
  ];
  const [rosa, tim, ann] = [
    await app.person("Rosa", { managerId: manager.id }),
    await app.person("Tim", { managerId: manager.id }),
    await app.person("Ann", { managerId: other.id }),
  ];
  const reviewers = { kind: "manager" as const, fallback: [fallback.id] };
  const { packageId, held } = await reviewed(app, reviewBy(app, reviewers, more), [rosa, tim, ann]);
  await opens(app);
  const { id: reviewId } = await reviewOf(app, packageId);
  return {
    manager,
    other,
    fallback,
    rosa,
    tim,
    packageId,
    held,
    reviewId,
    about: (who: Someone) => ({ reviewId, assignmentId: held.get(who) }),
    /** Who alone is to answer about the three; null: the fallback. */
    asked: async () => {
      const { items } = await reviewOf(app, packageId);
      return [rosa, tim, ann].map((who) => items.find((item) => item.assignmentId === held.get(who))?.reviewerId);
    },
  };
}

/** Slack says that the account was deactivated, and what follows from that is done. */
async function isDeactivated({ slackUserId, name }: Someone): Promise<void> {
  const account = { slackUserId, name, email: null, timeZone: null, isGuest: false };
  await noteSlackPerson(app.deps, { ...account, isDeactivated: true });
  await handOnReviews(app.deps);
}

const handedOn = async (reviewId: string) =>
  (await trailOf(app, reviewId)).filter(({ action }) => action === "review.handedOn");

describe("a manager whose account is deactivated while a review is open", () => {
  test("is replaced by the fallback, who can answer; and the audit trail says in whose place", async () => {
    const { manager, other, fallback, rosa, reviewId, packageId, about, asked } = await reviewByManagers();
    await isDeactivated(manager);
    expect(await promisesAbout(app, manager.id)).toContain("reviews.handOn");
    expect(await asked()).toEqual([null, null, other.id]);
    expect((await listReviews(app.deps, fallback.slackUserId)).rows).toMatchObject([{ people: 2, answered: 0 }]);
    expect(await refusals(answers(app, fallback, about(rosa), "keep"))).toEqual([]);
    expect(await handedOn(reviewId)).toMatchObject([
      {
        actorId: "review.handOn",
        packageId,
        after: { insteadOf: manager.id, people: 2, subjects: [{ kind: "person", id: fallback.id }] },
      },
    ]);
  });

  test("is replaced once, and only in what they have not answered", async () => {
    const { manager, rosa, tim, held, reviewId, about, asked } = await reviewByManagers();
    await answers(app, manager, about(rosa), "remove");
    await isDeactivated(manager);
    await handOnReviews(app.deps);
    expect((await asked()).slice(0, 2)).toEqual([manager.id, null]);
    expect(await handedOn(reviewId)).toMatchObject([{ after: { people: 1 } }]);
    app.passes({ days: 4 });
    await closes(app);
    expect(await endOf(app, held.get(rosa))).toMatchObject({ endReason: "reviewDenied" });
    expect(await endOf(app, held.get(tim))).toMatchObject({ endReason: null });
  });

  test("is not replaced any more when the time to answer is over", async () => {
    const { manager, reviewId, asked } = await reviewByManagers();
    app.passes({ days: 4 });
    await isDeactivated(manager);
    expect((await asked())[0]).toBe(manager.id);
    expect(await handedOn(reviewId)).toEqual([]);
    await closes(app);
  });

  test("is replaced half-way at the latest, before reviewers are reminded", async () => {
    const { manager, fallback, reviewId } = await reviewByManagers();
    await app.changePerson(manager, { slackState: "deactivated" });
    app.passes({ days: 2 });
    await reminds(app);
    expect((await trailOf(app, reviewId)).map(({ action }) => action)).toEqual([
      "review.opened",
      "review.handedOn",
      "review.reminderDue",
    ]);
    expect((await listReviews(app.deps, fallback.slackUserId)).rows).toMatchObject([{ people: 2 }]);
  });

  test("is replaced in every review that is open", async () => {
    const first = await reviewByManagers();
    const second = await reviewByManagers();
    await app.changePerson(first.manager, { slackState: "deactivated" });
    await app.changePerson(second.manager, { slackState: "deactivated" });
    await handOnReviews(app.deps);
    for (const { asked, other } of [first, second]) expect(await asked()).toEqual([null, null, other.id]);
  });
});

test("whoever is to review their own access is replaced by nobody", async () => {
  const rosa = await app.person("Rosa");
  const { packageId } = await reviewed(app, reviewBy(app, { kind: "self" }), [rosa]);
  await opens(app);
  await isDeactivated(rosa);
  expect((await reviewOf(app, packageId)).items).toMatchObject([{ reviewerId: rosa.id }]);
});

test("a manager whom the directory lists no longer is replaced as well, though they are in Slack", async () => {
  const email = `${app.name("listed").replaceAll(" ", "-")}@example.com`;
  const manager = await app.person("Manager", { email });
  const fallback = await app.person("Fallback");
  const rosa = await app.person("Rosa", { managerId: manager.id });
  await synchroniseDirectory(app.deps, directoryOf("people:", `  - {email: ${email}, name: Listed}`));
  const reviewers = { kind: "manager" as const, fallback: [fallback.id] };
  const { packageId } = await reviewed(app, reviewBy(app, reviewers), [rosa]);
  await opens(app);
  const left = directoryOf("people:", "  - {email: somebody@example.com, name: Somebody}");
  await synchroniseDirectory(app.deps, left);
  expect(await promisesAbout(app, LOCAL_DIRECTORY_ID)).toContain("reviews.handOn");
  await handOnReviews(app.deps);
  expect((await reviewOf(app, packageId)).items).toMatchObject([{ reviewerId: null }]);
  expect((await listReviews(app.deps, manager.slackUserId)).rows).toEqual([]);
  expect((await listReviews(app.deps, fallback.slackUserId)).rows).toMatchObject([{ people: 1 }]);
});
