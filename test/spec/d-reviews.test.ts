import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { noteSlackPerson } from "../../src/app/directory/note-slack-person.ts";
import type { ReviewSettings } from "../../src/domain/review/review-settings.ts";
import { policiesOf } from "../../src/store/query/package.ts";
import { assignment } from "../../src/store/schema/assignment.ts";
import { person } from "../../src/store/schema/person.ts";
import { useBot } from "../support/bot.ts";
import { holds } from "./directory.ts";
import { offers, OPEN, requests } from "./offers.ts";
import { idOf } from "./world.ts";

const bot = useBot({ startsAt: new Date("2026-05-01T10:00:00Z") });

/** Reviews by these people that open the next midnight and last four days, with reasons. */
function reviewedBy(names: readonly string[], more: Partial<ReviewSettings> = {}): ReviewSettings {
  const tomorrow = new Date(bot().deps.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10);
  return {
    startDate: tomorrow,
    timeZone: "UTC",
    frequency: "monthly",
    durationDays: 4,
    reviewers: { kind: "specific", people: names.map((name) => idOf(bot().world.people, name)) },
    ifUnanswered: "keepAccess",
    isRecommendationShown: true,
    isJustificationRequired: true,
    ...more,
  };
}

/** A package that is reviewed so, which these people hold; it is tomorrow, and its first review is open. */
async function isReviewed(packageName: string, review: ReviewSettings, holders: readonly string[]): Promise<string> {
  const policy = { ...OPEN, expiration: { type: "noExpiration" as const }, review };
  const packageId = await offers(bot(), packageName, { catalog: "Engineering", policies: [policy] });
  for (const name of holders) await requests(await bot().visit(name), packageName);
  await bot().settles();
  await bot().timePasses({ days: 1 });
  return packageId;
}

async function accessOf(packageId: string, name: string) {
  const rows = await bot().database.read.select().from(assignment).where(eq(assignment.packageId, packageId));
  return rows.find(({ personId }) => personId === idOf(bot().world.people, name));
}

/** The access of somebody ends meanwhile, in another way. */
async function endsNow(packageId: string, name: string): Promise<void> {
  const { id = "" } = (await accessOf(packageId, name)) ?? {};
  await bot()
    .database.read.update(assignment)
    .set({ state: "expired", endReason: "userRemoved" })
    .where(eq(assignment.id, id));
}

async function messagesAbout(name: string, packageName: string): Promise<string[]> {
  const messages = await (await bot().visit(name)).messages();
  return messages.filter((message) => message.includes(`Access review of ${packageName}`));
}

describe("access reviews", () => {
  it("D20: without answers, access ends where the policy says so, and stays where it says no change", async () => {
    const ending = await isReviewed("D20 ends", reviewedBy(["Grace"], { ifUnanswered: "removeAccess" }), ["Rosa"]);
    const staying = await isReviewed("D20 stays", reviewedBy(["Grace"]), ["Rosa"]);
    expect(await accessOf(ending, "Rosa")).toMatchObject({ state: "delivered" });

    await bot().timePasses({ days: 5 });

    expect(await accessOf(ending, "Rosa")).toMatchObject({ state: "expired", endReason: "reviewDenied" });
    expect(await accessOf(staying, "Rosa")).toMatchObject({ state: "delivered" });
    await (await bot().visit("Rosa")).hasMessage(/Your access to D20 ends has ended: an access review ended it\./);
    expect(await messagesAbout("Grace", "D20 ends")).toEqual([
      expect.stringMatching(/closed\. Access kept: 0, removed: 1\.\nClosed [^[]*$/),
      expect.stringMatching(/closed\. Access kept: 0, removed: 1\.\nClosed [^[]*$/),
    ]);
  });

  it("D21, N12: a reviewer removes; access remains until the review closes, and the reason is told", async () => {
    const packageId = await isReviewed("D21", reviewedBy(["Grace", "Alan"]), ["Rosa", "Tim"]);
    const grace = await bot().visit("Grace");
    const asked = await grace.hasMessage(/Access review of D21\n/);
    expect(asked).toMatch(/0 of 2 reviewed · closes 2026-\d\d-\d\d 00:00 UTC\nWhere nobody answers, access stays\./);

    await grace.clicks("Review");
    expect(await grace.title()).toBe("Access review");
    expect(await grace.sees()).toMatch(
      /D21\n0 of 2 reviewed[^]*Rosa Parks\nNot answered yet\.\nRecommended: Keep\.[^]*\[Keep\] \[Remove\] \[Don't know\][^]*Tim Lee/,
    );
    await grace.clicks("Remove");
    await grace.clicks("Remove");
    expect(Object.keys(await grace.errors())).toEqual(["Reason"]);
    await grace.fills("Reason", "Left the team");
    await grace.clicks("Remove");
    expect(await grace.waitsToSee(/1 of 2 reviewed/)).toMatch(/Rosa Parks\nRemove, by Grace Hopper: “Left the team”/);
    await grace.clicks("Don't know", { nth: 2 });
    await grace.waitsToSee(/2 of 2 reviewed/);
    await grace.closesAllModals();

    expect(await accessOf(packageId, "Rosa")).toMatchObject({ state: "delivered" });
    await bot().settles();
    await (await bot().visit("Alan")).hasMessage(/Access review of D21\n[^]*2 of 2 reviewed/);
    await grace.types("/access reviews");
    expect((await grace.messages()).at(-1)).toMatch(/D21\nPolicy 1[^]*2 of 2 reviewed/);

    await bot().timePasses({ days: 2 });
    expect(await accessOf(packageId, "Rosa")).toMatchObject({ state: "delivered" });
    await grace.hasMessage(
      /Reminder: Access review of D21, 2 of 2 reviewed\.\nYou can still change what you answered\./,
    );

    await bot().timePasses({ days: 3 });
    expect(await accessOf(packageId, "Rosa")).toMatchObject({ state: "expired", endReason: "reviewDenied" });
    expect(await accessOf(packageId, "Tim")).toMatchObject({ state: "delivered" });
    expect(await holds(bot(), "Tim", "Newsletter crew")).toBe(true);
    const rosa = await bot().visit("Rosa");
    await rosa.hasMessage(/Your access to D21 has ended: an access review ended it: “Left the team”\./);
    for (const reviewer of ["Grace", "Alan"]) {
      const messages = await messagesAbout(reviewer, "D21");
      expect(messages).toHaveLength(2);
      for (const message of messages) expect(message).toMatch(/closed\. Access kept: 1, removed: 1\.\nClosed [^[]*$/);
    }
    await grace.types("/access reviews");
    expect((await grace.messages()).at(-1)).toMatch(/No access review waits for you\.$/);
  });

  it("a manager who is deactivated meanwhile is replaced by the fallback, who is asked, and the history says so", async () => {
    const { people } = bot().world;
    const [rosa, max] = [idOf(people, "Rosa"), idOf(people, "Max")];
    await bot().database.read.update(person).set({ managerId: max }).where(eq(person.id, rosa));
    const reviewers = { kind: "manager" as const, fallback: [idOf(people, "Grace")] };
    const packageId = await isReviewed("Left", reviewedBy([], { reviewers, isJustificationRequired: false }), ["Rosa"]);
    expect(await messagesAbout("Max", "Left")).toHaveLength(1);
    expect(await messagesAbout("Grace", "Left")).toEqual([]);

    const account = { slackUserId: (await bot().visit("Max")).person.id, name: "Max Planck", timeZone: "UTC" };
    const slackSays = (isDeactivated: boolean) =>
      noteSlackPerson(bot().deps, { ...account, email: null, isGuest: false, isDeactivated });
    await slackSays(true);
    await bot().settles();

    expect(await messagesAbout("Grace", "Left")).toEqual([expect.stringMatching(/0 of 1 reviewed[^]*\[Review\]/)]);
    const grace = await bot().visit("Grace");
    await grace.types("/access reviews");
    await grace.hasMessage(/Left\nPolicy 1\n\[Review\]\n0 of 1 reviewed/);
    await grace.clicks("Review");
    await grace.clicks("Remove");
    await grace.waitsToSee(/1 of 1 reviewed/);
    await grace.closesAllModals();
    const ada = await bot().visit("Ada");
    await ada.types("/access history Left");
    await ada.hasMessage(
      /Access review handed on to the fallback reviewers[^]*In the place of Max Planck\nPeople: 1\nAsked: Grace Hopper/,
    );
    await bot().timePasses({ days: 4 });
    expect(await accessOf(packageId, "Rosa")).toMatchObject({ state: "expired", endReason: "reviewDenied" });
    await slackSays(false);
  });

  it("the list of reviews is drawn anew where it stands once a review was closed, however much was answered", async () => {
    const holders = ["Rosa", "Tim", "Ada", "Carl", "Max", "Olivia"];
    const packageId = await isReviewed("Listed", reviewedBy(["Grace"]), [...holders, "Alan"]);
    const grace = await bot().visit("Grace");
    await grace.types("/access reviews");
    await grace.hasMessage(/Listed\nPolicy 1\n\[Review\]\n0 of 7 reviewed/);
    const before = (await grace.messages()).length;

    await grace.clicks("Review");
    await grace.clicks("Keep");
    await grace.fills("Reason", "Needed");
    await grace.clicks("Keep");
    for (const nth of [2, 3, 4, 5, 6]) {
      await grace.clicks("Don't know", { nth });
      await grace.waitsToSee(new RegExp(`${nth} of 7 reviewed`));
    }
    await endsNow(packageId, "Tim");
    await grace.clicks("Don't know", { nth: 7 });
    await grace.waitsToSee(/This access has ended/);
    await grace.closesModal();

    await grace.hasMessage(/Listed\nPolicy 1\n\[Review\]\n7 of 7 reviewed/);
    expect(await grace.messages()).toHaveLength(before);
  });

  it("in a self-review everybody answers for themselves, from the Home tab as well", async () => {
    const review = reviewedBy([], { reviewers: { kind: "self" }, isJustificationRequired: false });
    const packageId = await isReviewed("Self", review, ["Rosa", "Tim"]);
    const tim = await bot().visit("Tim");
    await tim.opensHome();
    await tim.waitsToSee(/Access reviews\nSelf\nPolicy 1\n\[Review\]\n0 of 1 reviewed/);
    await tim.clicks("Review");
    const seen = await tim.sees();
    expect(seen).toMatch(/Tim Lee \(you\)\nNot answered yet\./);
    expect(seen).not.toMatch(/Rosa/);
    await tim.clicks("Remove");
    await tim.waitsToSee(/1 of 1 reviewed[^]*Remove, by Tim Lee\./);
    await tim.closesAllModals();
    await bot().timePasses({ days: 4 });
    expect(await accessOf(packageId, "Tim")).toMatchObject({ state: "expired", endReason: "reviewDenied" });
    expect(await accessOf(packageId, "Rosa")).toMatchObject({ state: "delivered" });
  });

  it("staff set them in the form of a policy, and see how far they have come and what came of them", async () => {
    const packageId = await offers(bot(), "Set up", { policies: [{ ...OPEN, expiration: { type: "noExpiration" } }] });
    const max = await bot().visit("Max");
    await max.types("/access package Set up");
    await max.clicks("Edit");
    await max.chooses("Require access reviews", "Yes");
    await max.fills("Starting on", "2026-04-30");
    await max.chooses("Review frequency", "Weekly");
    await max.fills("Review duration (in days)", "7");
    await max.picksPeople("Specific reviewers", ["Grace Hopper"]);
    await max.clicks("Save");
    expect(await max.errors()).toEqual({
      "Starting on": expect.stringMatching(/^Choose a date in the future/),
      "Review duration (in days)": "Enter a whole number from 1 to 6.",
    });
    const today = bot().deps.clock.now().toISOString().slice(0, 10);
    await max.fills("Starting on", today);
    await max.fills("Review duration (in days)", "3");
    await max.chooses("If reviewers do not respond", "Remove access");
    await max.chooses("Require reviewer justification", "No");
    await max.clicks("Save");
    expect(await max.title()).toBe("Manage package");
    expect(await max.sees()).toMatch(
      /Access is reviewed every week from 2026-\d\d-\d\d, within 3 days, by Grace Hopper; access ends without an answer\./,
    );
    expect((await policiesOf(bot().database.read, packageId))[0]?.settings.review).toMatchObject({
      startDate: today,
      frequency: "weekly",
      reviewers: { kind: "specific", people: [idOf(bot().world.people, "Grace")] },
    });
    await max.closesAllModals();

    await requests(await bot().visit("Rosa"), "Set up");
    await bot().settles();
    await bot().timePasses({ hours: 1 });
    await max.types("/access package Set up");
    expect(await max.sees()).toMatch(/Access review of Policy 1: 0 of 1 reviewed\nOpened [^]* · closes /);
    await max.closesAllModals();
    await bot().timePasses({ days: 3 });
    await max.types("/access package Set up");
    expect(await max.sees()).toMatch(/Access review of Policy 1: access kept: 0, removed: 1\nOpened [^]* · closed /);
    await max.closesAllModals();
    await max.types("/access history Set up");
    expect((await max.messages()).at(-1)).toMatch(/Access review closed[^]*Access removed: 1[^]*Access review opened/);
  });
});
