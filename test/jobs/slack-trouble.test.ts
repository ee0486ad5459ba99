import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { showMessages } from "../../src/jobs/show-messages.ts";
import { PutOff } from "../../src/lib/put-off.ts";
import { claimMessage } from "../../src/store/query/message-ledger.ts";
import { messageLedger } from "../../src/store/schema/journal.ts";
import { useApp } from "../support/app.ts";
import { onRealEngines } from "../support/engines.ts";
import { Notified } from "../support/notified.ts";
import { asks, decides } from "../support/requesting.ts";

const app = useApp();
let channels = 0;

async function inChannel() {
  channels += 1;
  const channel = `C${channels}`;
  const [grace, alan] = [await app.person("Grace"), await app.person("Alan")];
  const story = await Notified.asking(app, { channel, approvers: [grace, alan] });
  return { story, grace, alan, channel };
}

/** The same person asks for the same package once more, and that is shown. */
async function asksAgain(story: Notified): Promise<void> {
  const { requestId } = await asks(app, await app.person("Tim"), story.packageId);
  story.requestId = requestId;
  await story.shows();
}

const rowsAbout = (id: string) => app.db.select().from(messageLedger).where(eq(messageLedger.entityId, id));

describe("when the approvals channel cannot be used", () => {
  test.each([
    ["not_in_channel", "I am not in that channel, or it is gone. Invite me"],
    ["channel_not_found", "Invite me"],
    ["is_archived", "The channel is archived. Unarchive it"],
  ])(
    "(%s) each approver is asked by a direct message at once, and the owners are told why and what helps",
    async (code, words) => {
      const { story, grace, alan, channel } = await inChannel();
      story.slack.closed.set(channel, code);
      await story.shows();
      for (const approver of [grace, alan]) expect(story.reading(approver)).toContain("[Approve]");
      expect(story.reading(story.owner)).toContain(`<#${channel}> cannot be used.`);
      expect(story.reading(story.owner)).toContain(words);
      const rows = await rowsAbout(story.requestId);
      expect(rows.find(({ recipient }) => recipient === `channel:${channel}`)).toMatchObject({ failure: code });
    },
  );

  test("the owners are told once, however many requests meet it", async () => {
    const { story, channel } = await inChannel();
    story.slack.closed.set(channel, "is_archived");
    await story.shows();
    await asksAgain(story);
    expect(story.reads(story.owner)).toHaveLength(1);
  });

  test("they are told that it works again when a card gets through, and anew of the next trouble", async () => {
    const { story, channel } = await inChannel();
    story.slack.closed.set(channel, "is_archived");
    await story.shows();
    app.passes({ minutes: 1 });
    story.slack.closed.delete(channel);
    await asksAgain(story);
    expect(story.reading(story.owner)).toContain("works again");
    app.passes({ minutes: 1 });
    story.slack.closed.set(channel, "is_archived");
    await asksAgain(story);
    expect(story.reads(story.owner).map((text) => text.includes("works again"))).toEqual([true, false]);
  });

  test("it is told even if the worker was killed before it could", async () => {
    const { story, channel } = await inChannel();
    story.slack.closed.set(channel, "is_archived");
    story.slack.closed.set(story.owner.slackUserId, "ratelimited");
    story.slack.during = async ({ channel: to }) => {
      if (to === story.owner.slackUserId) throw new Error("killed");
    };
    await expect(story.shows()).rejects.toThrow("killed");
    story.slack.during = async () => {};
    story.slack.closed.delete(story.owner.slackUserId);
    await story.shows();
    expect(story.reading(story.owner)).toContain("cannot be used");
  });

  test("the approvers' own cards are kept current as any other", async () => {
    const { story, grace, alan, channel } = await inChannel();
    story.slack.closed.set(channel, "is_archived");
    await story.shows();
    await decides(app, grace, story.requestId, "approve");
    await story.shows();
    expect(story.reading(alan)).toContain(`Approved by ${grace.name}.`);
  });
});

test("an approver who cannot be reached is noted, and keeps nobody else from being asked", async () => {
  const [grace, alan] = [await app.person("Grace"), await app.person("Alan")];
  const story = await Notified.asking(app, { approvers: [grace, alan] });
  story.slack.closed.set(alan.slackUserId, "account_inactive");
  await story.shows();
  expect(story.reading(grace)).toContain("[Approve]");
  const rows = await rowsAbout(story.requestId);
  expect(rows.find(({ recipient }) => recipient === alan.id)).toMatchObject({ failure: "account_inactive" });
});

test("a card that was deleted by hand is posted anew while it can be decided, and not afterwards", async () => {
  const { story, grace, channel } = await inChannel();
  await story.shows();
  story.slack.deleteAll(channel);
  await app.changePerson(grace, { name: "Grace the Second" });
  await app.changePerson(story.requestor, { name: "Rosa the Second" });
  await story.shows();
  expect(story.reading(channel)).toContain("Rosa the Second");
  story.slack.deleteAll(channel);
  await decides(app, grace, story.requestId, "deny");
  await story.shows();
  expect(story.slack.shownTo(channel)).toEqual([]);
});

describe("when Slack asks to wait", () => {
  test("the other messages are shown, and the rest when the job comes again", async () => {
    const { story, channel } = await inChannel();
    story.slack.during = async ({ channel: to }) => {
      if (to === channel) throw new PutOff(5_000, "Slack asks for it");
    };
    await expect(story.shows()).rejects.toMatchObject({ afterMs: 5_000 });
    expect(story.reading(story.requestor)).toContain("Pending approval");
    story.slack.during = async () => {};
    await story.shows();
    expect(story.reading(channel)).toContain("[Approve]");
    expect(story.reads(story.requestor)).toHaveLength(1);
  });
});

test("a worker that was killed between Slack's answer and the note leaves what another shows a minute later", async () => {
  const { story, grace, channel } = await inChannel();
  await story.shows();
  await claimMessage(
    app.db,
    { kind: "approverCard.0", entityId: story.requestId, recipient: `channel:${channel}` },
    app.now,
  );
  await decides(app, grace, story.requestId, "approve");
  await expect(story.shows()).rejects.toBeInstanceOf(PutOff);
  app.passes({ seconds: 61 });
  await story.shows();
  expect(story.reading(channel)).toContain(`Approved by ${grace.name}.`);
});

test("what looks right is looked at again while another worker is at it, who may know less", async () => {
  const { story, channel } = await inChannel();
  await story.shows();
  const key = { kind: "approverCard.0", entityId: story.requestId, recipient: `channel:${channel}` };
  await claimMessage(app.db, key, app.now);
  await expect(story.shows()).rejects.toBeInstanceOf(PutOff);
});

test("a job that was given up leaves a note in the ledger, with the cause", async () => {
  const { story } = await inChannel();
  const { requestId } = story;
  const handler = showMessages<{ requestId: string }>(
    app.deps,
    "requestMessages.show",
    (payload) => payload.requestId,
    () => story.shows(),
  );
  await handler.giveUp({ requestId }, "fetch failed");
  await handler.giveUp({ requestId }, "fetch failed");
  expect(await rowsAbout(requestId)).toMatchObject([{ kind: "givenUp.requestMessages.show", failure: "fetch failed" }]);
  await handler.run({ requestId });
  expect(story.reads(story.requestor)).toHaveLength(1);
});

describe.runIf(onRealEngines)("on several connections", () => {
  test("many workers at the same request post each message once, and a decision in between is shown in the end", async () => {
    const { story, grace, channel } = await inChannel();
    const work = async (): Promise<void> => {
      try {
        await story.shows();
      } catch (error) {
        if (!(error instanceof PutOff)) throw error;
        await new Promise(setImmediate);
        await work();
      }
    };
    const first = [work(), work(), work()];
    await decides(app, grace, story.requestId, "approve");
    await Promise.all([...first, work(), work()]);
    expect(story.slack.shownTo(channel).filter((text) => text.includes("[Approve]"))).toEqual([]);
    expect(story.reads(story.requestor)).toHaveLength(1);
    expect(story.reading(story.requestor)).toContain(`Approved by ${grace.name}.`);
  });
});

test("a third of all calls fails for as long as it takes: everything is right in the end, and nothing is there twice", async () => {
  const stories = await Promise.all(Array.from({ length: 4 }, () => inChannel()));
  let calls = 0;
  for (const { story } of stories)
    story.slack.during = async () => {
      calls += 1;
      if (calls % 3 === 0) throw new Error("fetch failed");
    };
  const persistently = async (story: Notified): Promise<void> => {
    try {
      await story.shows();
    } catch {
      await persistently(story);
    }
  };
  for (const { story } of stories) await persistently(story);
  for (const { story, grace } of stories) await decides(app, grace, story.requestId, "approve");
  for (const { story } of stories) await persistently(story);
  for (const { story, grace, channel } of stories) {
    expect(story.reading(channel)).toContain(`Approved by ${grace.name}.`);
    expect(story.reading(story.requestor)).toContain("Delivering.");
  }
});
