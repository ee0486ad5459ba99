import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { rerouteStranded } from "../../src/app/request/reroute-requests.ts";
import { forwardStages } from "../../src/app/sweep/forward-stages.ts";
import { expireStages } from "../../src/app/sweep/expire-stages.ts";
import { cancelRequest } from "../../src/app/request/cancel-request.ts";
import { approverReminder, request } from "../../src/store/schema/request.ts";
import { packageResourceRole } from "../../src/store/schema/package.ts";
import { useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { Notified } from "../support/notified.ts";
import { decides, stageOf } from "../support/requesting.ts";

const app = useApp();
const CHANNEL = "C01APPROVAL";

async function inChannel(more: Partial<Parameters<typeof Notified.asking>[1]> = {}) {
  const [grace, alan] = [await app.person("Grace"), await app.person("Alan")];
  const story = await Notified.asking(app, { channel: CHANNEL, approvers: [grace, alan], ...more });
  return { story, grace, alan };
}

async function byDirectMessage(more: Partial<Parameters<typeof Notified.asking>[1]> = {}) {
  const [grace, alan] = [await app.person("Grace"), await app.person("Alan")];
  const story = await Notified.asking(app, { approvers: [grace, alan], ...more });
  return { story, grace, alan };
}

describe("N1: when a request enters a stage", () => {
  test("the card stands in the catalog's approvals channel and mentions the approvers", async () => {
    const { story, grace, alan } = await inChannel();
    await story.shows();
    const card = story.reading(CHANNEL);
    expect(card).toContain(`${story.requestor.name} requests Package`);
    expect(card).toContain(`<@${grace.slackUserId}>`);
    expect(card).toContain(`<@${alan.slackUserId}>`);
    expect(card).toContain("Business justification: For the campaign");
    expect(card).toContain("access begins at once and ends after 30 days");
    expect(card).toMatch(/Decide by <!date\^\d+\^/);
    expect(card).toContain("[Approve] [Deny] [Details]");
    expect(story.reads(grace)).toEqual([]);
  });

  test("without a channel, each approver has a card of their own, and the requestor has none to decide", async () => {
    const { story, grace, alan } = await byDirectMessage();
    await story.shows();
    for (const approver of [grace, alan]) expect(story.reading(approver)).toContain("[Approve] [Deny] [Details]");
    expect(story.reading(story.requestor)).not.toContain("[Approve]");
  });

  test("the card says where an outsider comes from, and what the requestor holds already", async () => {
    const fabrikam = await app.organization("Fabrikam", "configured");
    const { story, grace } = await byDirectMessage();
    await app.changePerson(story.requestor, { organizationId: fabrikam });
    const [held, other] = [
      await app.resource("Marketing", { members: [story.requestor] }),
      await app.resource("Sales"),
    ];
    for (const [position, resourceId] of [held, other].entries())
      await app.db
        .insert(packageResourceRole)
        .values({ packageId: story.packageId, resourceId, role: "Member", position });
    await story.shows();
    expect(story.reading(grace)).toMatch(/Requestor: Rosa \d+ \(Fabrikam \d+\)/);
    expect(story.reading(grace)).toMatch(
      /Marketing \d+ · Group: Member \(held already\)\n• Sales \d+ · Group: Member$/m,
    );
  });

  test("R14: the card shows what was answered to the policy's questions", async () => {
    const { story, grace } = await byDirectMessage();
    const answers = [{ question: "Which team?", answer: "Newsletter" }];
    await app.db.update(request).set({ answers }).where(eq(request.id, story.requestId));
    await story.shows();
    expect(story.reading(grace)).toContain("Which team?\nNewsletter");
  });

  test("the same job again changes nothing", async () => {
    const { story } = await byDirectMessage();
    await story.shows();
    const { calls } = story;
    await story.shows();
    expect(story.calls).toBe(calls);
  });
});

describe("N4, N5: when a stage is decided", () => {
  test("every copy loses its buttons and says who decided what, and why", async () => {
    const { story, grace, alan } = await byDirectMessage();
    await story.shows();
    await decides(app, grace, story.requestId, "approve", { reason: "Fine with me" });
    await story.shows();
    for (const approver of [grace, alan]) {
      expect(story.reading(approver)).toContain(`Approved by ${grace.name}: “Fine with me”`);
      expect(story.reading(approver)).not.toContain("[Approve]");
    }
  });

  test("of two stages, the first card says that the next is asked, and later how it ended", async () => {
    const [grace, alan] = [await app.person("Grace"), await app.person("Alan")];
    const story = await Notified.asking(app, {
      approvers: [],
      policy: { stages: [stageOf([grace]), stageOf([alan])] },
    });
    await story.shows();
    expect(story.reads(alan)).toEqual([]);
    await decides(app, grace, story.requestId, "approve");
    await story.shows();
    expect(story.reading(grace)).toContain("Stage 1 of 2 is decided; stage 2 of 2 is not yet.");
    expect(story.reading(alan)).toContain(`Stage 1 of 2: Approved by ${grace.name}.`);
    expect(story.reading(alan)).toContain("[Approve]");
    await decides(app, alan, story.requestId, "deny", { stage: 1, reason: "Not this year" });
    await story.shows();
    for (const approver of [grace, alan])
      expect(story.reading(approver)).toContain(`Stage 2 of 2: Denied by ${alan.name}: “Not this year”`);
  });

  test("a request that was decided before anybody was asked asks nobody any more", async () => {
    const { story, grace } = await byDirectMessage();
    await decides(app, grace, story.requestId, "deny");
    await story.shows();
    expect(story.reads(grace)).toEqual([]);
    expect(story.reading(story.requestor)).toContain("Denied");
  });
});

test("N6: when a request expires, its cards say so and lose their buttons", async () => {
  const { story } = await inChannel();
  await story.shows();
  app.passes({ days: 14 });
  while ((await expireStages(app.deps)) > 0);
  await story.shows();
  expect(story.reading(CHANNEL)).toContain("The request has expired: nobody decided in time.");
  expect(story.reading(CHANNEL)).not.toContain("[Approve]");
});

test("R6: when a request is canceled, its cards say by whom and lose their buttons", async () => {
  const { story } = await inChannel();
  await story.shows();
  await cancelRequest(app.deps, story.requestor.slackUserId, { requestId: story.requestId });
  await story.shows();
  expect(story.reading(CHANNEL)).toContain(`The request was canceled by ${story.requestor.name}.`);
  expect(story.reading(CHANNEL)).not.toContain("[Approve]");
});

describe("N3: when nobody has decided and alternates are asked as well", () => {
  async function forwarded(where: typeof inChannel | typeof byDirectMessage) {
    const [grace, alan] = [await app.person("Grace"), await app.person("Alan")];
    const stage = stageOf([grace], { alternates: { people: [alan.id], afterDays: 8 } });
    const { story } = await where({ policy: { stages: [stage] } });
    await story.shows();
    app.passes({ days: 8 });
    while ((await forwardStages(app.deps)) > 0);
    await story.shows();
    return { story, grace, alan };
  }

  test("R13: they get cards of their own, and whoever was asked first can still decide", async () => {
    const { story, grace, alan } = await forwarded(byDirectMessage);
    for (const approver of [grace, alan]) {
      expect(story.reading(approver)).toContain("[Approve]");
      expect(story.reading(approver)).toContain(`alternate approvers are asked as well: ${alan.name}`);
    }
  });

  test("in a channel the card mentions them, and so does an answer below it, since nobody is told of an edit", async () => {
    const { story, alan } = await forwarded(inChannel);
    const [card = "", answer = ""] = story.slack.shownTo(CHANNEL);
    expect(card).toContain(`<@${alan.slackUserId}>`);
    expect(answer).toContain(`<@${alan.slackUserId}>`);
    expect(story.slack.messages.at(-1)?.threadTs).toBe(story.slack.messages.find(({ to }) => to === CHANNEL)?.ts);
    await story.shows();
    expect(story.slack.shownTo(CHANNEL)).toHaveLength(2);
  });
});

test("when those who were asked first can decide no more, the card says who is asked instead of whom", async () => {
  const { story, grace, alan } = await byDirectMessage();
  await story.shows();
  for (const gone of [grace, alan]) await app.changePerson(gone, { slackState: "deactivated" });
  await rerouteStranded(app.deps);
  await story.shows();
  expect(story.reading(story.owner)).toContain(`Asked instead of ${alan.name}, ${grace.name}, who cannot decide`);
  expect(story.reading(story.owner)).toContain("[Approve]");
  expect(story.reading(grace)).toContain("You are not asked to decide this any more.");
  expect(story.reading(grace)).not.toContain("[Approve]");
});

describe("N2: a reminder", () => {
  async function reminded() {
    const { story, grace, alan } = await byDirectMessage();
    return { story, grace, alan, reminderId: await dueReminder(story, grace) };
  }

  /** The first reminder of the person; its time has come. */
  async function dueReminder(story: Notified, { id }: Someone): Promise<string> {
    await story.shows();
    const rows = await app.db.select().from(approverReminder).where(eq(approverReminder.requestId, story.requestId));
    const reminder = rows.find(({ personId }) => personId === id);
    if (!reminder) throw new Error("Nobody is reminded.");
    await app.db.update(approverReminder).set({ dueAt: null }).where(eq(approverReminder.id, reminder.id));
    return reminder.id;
  }

  test("reaches that approver alone, with the way to the details, and loses it once the request is decided", async () => {
    const { story, grace, alan, reminderId } = await reminded();
    await story.reminds(reminderId);
    await story.reminds(reminderId);
    expect(story.reads(alan)).toHaveLength(1);
    expect(story.reads(grace)).toHaveLength(2);
    expect(story.reads(grace)[1]).toMatch(/Reminder: .* nobody has decided yet[^]*\[Details\]$/);
    await decides(app, alan, story.requestId, "approve");
    await story.shows();
    expect(story.reads(grace)[1]).toContain("The request is approved.");
    expect(story.reads(grace)[1]).not.toContain("[Details]");
  });

  test("names the stage, where others are decided already or come later", async () => {
    const grace = await app.person("Grace");
    const stages = [stageOf([grace]), stageOf([await app.person("Alan")])];
    const story = await Notified.asking(app, { approvers: [], policy: { stages } });
    await story.reminds(await dueReminder(story, grace));
    expect(story.reads(grace)[1]).toMatch(/and nobody has decided stage 1 of 2 yet\./);
  });

  test("is not sent any more when the request is decided", async () => {
    const { story, grace, alan, reminderId } = await reminded();
    await decides(app, alan, story.requestId, "deny");
    await story.reminds(reminderId);
    expect(story.reads(grace)).toHaveLength(1);
  });

  test("is not sent to somebody who cannot decide any more", async () => {
    const { story, grace, reminderId } = await reminded();
    await app.changePerson(grace, { slackState: "deactivated" });
    await story.reminds(reminderId);
    expect(story.reads(grace)).toHaveLength(1);
  });
});

test("a request with two approvers in a channel costs at most 6 calls, from submission to delivery", async () => {
  const { story, grace } = await inChannel();
  await story.shows();
  await decides(app, grace, story.requestId, "approve");
  await story.shows();
  await story.delivered("delivered");
  await story.shows();
  await story.showsAccess();
  expect(story.reading(story.requestor)).toContain("Delivered");
  expect(story.calls).toBeLessThanOrEqual(6);
});

test("jobs in any order, and more often than needed, lead to the same messages", async () => {
  const { story, grace } = await inChannel();
  await decides(app, grace, story.requestId, "approve");
  await story.delivered("delivered");
  await Promise.allSettled([story.shows(), story.showsAccess(), story.shows()]);
  await story.shows();
  expect(story.reading(story.requestor)).toContain("Delivered");
  expect(story.slack.shownTo(CHANNEL)).toEqual([]);
});
