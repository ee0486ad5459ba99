import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { keepInLine } from "../../src/app/message/keep-in-line.ts";
import type { Desired, Outcome } from "../../src/app/message/keep-in-line.ts";
import { AnswerLost, MessageRefused } from "../../src/app/message/message-door.ts";
import { PutOff } from "../../src/lib/put-off.ts";
import type { Message } from "../../src/slack/command/message.ts";
import { paragraph } from "../../src/slack/kit/block.ts";
import { claimMessage, freeClaims, messagesAbout, recordShown } from "../../src/store/query/message-ledger.ts";
import { useApp } from "../support/app.ts";
import { onRealEngines } from "../support/engines.ts";
import { ScriptedSlack } from "../support/scripted-slack.ts";

const app = useApp();

const says = (text: string): Message => ({ text, blocks: [paragraph(text)] });
const wanted = (text: string, more: Partial<Desired<Message>> = {}): Desired<Message> => ({
  message: says(text),
  to: "C1",
  mayPost: true,
  ...more,
});

/** One message about a thing of its own, in a Slack of its own. */
function oneMessage() {
  const slack = new ScriptedSlack();
  const key = { kind: "card", entityId: randomUUID(), recipient: "channel:C1" };
  const keep = (desired: Desired<Message> | null | (() => Promise<Desired<Message> | null>)): Promise<Outcome> =>
    keepInLine(app.deps, slack, key, typeof desired === "function" ? desired : async () => desired);
  const row = async () => (await messagesAbout(app.db, [key.entityId]))[0];
  return { slack, key, keep, row };
}

test("a message is posted once, changed when it should say something else, and left alone when it is right", async () => {
  const { slack, keep } = oneMessage();
  await keep(wanted("one"));
  await keep(wanted("one"));
  await keep(wanted("two"));
  await keep(wanted("two"));
  expect(slack.calls.map(({ method }) => method)).toEqual(["post", "update"]);
  expect(slack.shownTo("C1")).toEqual(["two"]);
});

test("nothing is posted where there is nothing to say, or what there is to say is over", async () => {
  const { slack, keep, row } = oneMessage();
  expect(await keep(null)).toEqual({ kind: "nothing" });
  expect(await keep(wanted("over", { mayPost: false }))).toEqual({ kind: "nothing" });
  expect(slack.calls).toEqual([]);
  expect(await row()).toBeUndefined();
});

test("what there is nothing more to say about stays as it is; what is over is brought in line where it stands", async () => {
  const { slack, keep } = oneMessage();
  await keep(wanted("one"));
  await keep(null);
  expect(slack.shownTo("C1")).toEqual(["one"]);
  await keep(wanted("over", { mayPost: false }));
  expect(slack.shownTo("C1")).toEqual(["over"]);
});

test("a message that was deleted by hand is posted anew, once", async () => {
  const { slack, keep } = oneMessage();
  await keep(wanted("one"));
  slack.deleteAll("C1");
  await keep(wanted("two"));
  await keep(wanted("two"));
  expect(slack.shownTo("C1")).toEqual(["two"]);
  expect(slack.calls.map(({ method }) => method)).toEqual(["post", "update", "post"]);
});

test("a message that was deleted by hand and is over stays deleted", async () => {
  const { slack, keep, row } = oneMessage();
  await keep(wanted("one"));
  slack.deleteAll("C1");
  expect(await keep(wanted("over", { mayPost: false }))).toEqual({ kind: "failed", code: "message_not_found" });
  expect(slack.shownTo("C1")).toEqual([]);
  expect(await row()).toMatchObject({ failure: "message_not_found" });
});

test("a direct message whose conversation is gone is posted anew to its person; in a channel that is gone it is not", async () => {
  for (const [channel, to] of [
    ["D1", "U1"],
    ["C1", "C1"],
  ] as const) {
    const { slack, key, keep } = oneMessage();
    const claim = await claimMessage(app.db, key, app.now);
    if (claim === "busy" || "failure" in claim) throw new Error("There was nobody else.");
    await recordShown(app.db, claim, { channel, ts: "1.000", shown: "one" }, app.now);
    slack.closed.set(channel, "channel_not_found");
    await keep(wanted("two", { to }));
    expect(slack.shownTo(to)).toEqual(to === "U1" ? ["two"] : []);
  }
});

test("what cannot heal is noted with Slack's code, and not tried again", async () => {
  const { slack, keep, row } = oneMessage();
  slack.closed.set("C1", "is_archived");
  expect(await keep(wanted("one"))).toEqual({ kind: "failed", code: "is_archived" });
  expect(await keep(wanted("two"))).toEqual({ kind: "failed", code: "is_archived" });
  expect(slack.calls).toHaveLength(1);
  expect(await row()).toMatchObject({ failure: "is_archived", ts: null });
});

test("what may pass is thrown, and the next attempt need not wait", async () => {
  const { slack, keep } = oneMessage();
  slack.answers.push(new Error("fetch failed"), null, new Error("fetch failed"));
  await expect(keep(wanted("one"))).rejects.toThrow("fetch failed");
  await keep(wanted("one"));
  await expect(keep(wanted("two"))).rejects.toThrow("fetch failed");
  await keep(wanted("two"));
  expect(slack.shownTo("C1")).toEqual(["two"]);
});

test("the last of a kind is shown and forgotten, so that the next is a message of its own", async () => {
  const { slack, keep, row } = oneMessage();
  await keep(wanted("trouble"));
  await keep(wanted("it works again", { isLast: true }));
  expect(await row()).toBeUndefined();
  await keep(wanted("trouble"));
  expect(slack.shownTo("C1")).toEqual(["it works again", "trouble"]);
});

describe("while one worker is at a message", () => {
  test("another is put off, and whoever comes last shows the last state", async () => {
    const { slack, keep } = oneMessage();
    let state = "one";
    const current = async () => wanted(state);
    slack.during = async () => {
      slack.during = async () => {};
      state = "two";
      await expect(keep(current)).rejects.toBeInstanceOf(PutOff);
    };
    await keep(current);
    expect(slack.shownTo("C1")).toEqual(["one"]);
    await keep(current);
    expect(slack.shownTo("C1")).toEqual(["two"]);
  });

  test("its claim is taken over after a minute, not before: it must have been killed", async () => {
    const { slack, key, keep } = oneMessage();
    await keep(wanted("one"));
    for (const text of ["two", "three"]) {
      const claim = await claimMessage(app.db, key, app.now);
      expect(claim).toMatchObject({ posted: { channel: "C1" } });
      app.passes({ seconds: 59 });
      await expect(keep(wanted(text))).rejects.toBeInstanceOf(PutOff);
      app.passes({ seconds: 2 });
      await keep(wanted(text));
      expect(slack.shownTo("C1")).toEqual([text]);
    }
  });

  test("one that wakes up after it was taken over does not note what it showed", async () => {
    const { key, keep, row } = oneMessage();
    const asleep = await claimMessage(app.db, key, app.now);
    app.passes({ seconds: 61 });
    await keep(wanted("one"));
    const before = await row();
    if (asleep === "busy" || "failure" in asleep) throw new Error("There was nobody else.");
    await recordShown(app.db, asleep, { channel: "C1", ts: "late", shown: "late" }, app.now);
    expect(await row()).toEqual(before);
  });
});

describe("a message of which nobody knows whether it was posted", () => {
  /** A worker posts the message, or is about to, and is killed. */
  async function dies({ slack, key }: ReturnType<typeof oneMessage>, { hasPosted }: { hasPosted: boolean }) {
    const claim = await claimMessage(app.db, key, app.now);
    if (claim === "busy" || "failure" in claim) throw new Error("There was nobody else.");
    if (hasPosted) await slack.post({ to: "C1", key: claim.id }, says("one"));
  }

  test.each([
    ["posted", true],
    ["not posted", false],
  ])("by a worker that was killed, and was %s, is there once in the end", async (_, hasPosted) => {
    const one = oneMessage();
    await dies(one, { hasPosted });
    app.passes({ seconds: 61 });
    await one.keep(wanted("two"));
    await one.keep(wanted("three"));
    expect(one.slack.shownTo("C1")).toEqual(["three"]);
    expect(one.slack.calls.filter(({ method }) => method === "find")).toHaveLength(1);
  });

  test.each([
    ["posted", ["after"]],
    ["not posted", ["before", "before"]],
    ["posted at the second attempt", ["before", "after"]],
  ] as const)("because the answer was lost, and was %s, is there once", async (_, losses) => {
    const { slack, keep } = oneMessage();
    for (const loss of losses) {
      slack.lostPosts.push(loss);
      await expect(keep(wanted("one"))).rejects.toBeInstanceOf(AnswerLost);
    }
    await keep(wanted("one"));
    await keep(wanted("two"));
    expect(slack.shownTo("C1")).toEqual(["two"]);
  });

  test("is looked for until that has worked once", async () => {
    const { slack, keep } = oneMessage();
    slack.lostPosts.push("after");
    await expect(keep(wanted("one"))).rejects.toBeInstanceOf(AnswerLost);
    slack.answers.push(new PutOff(1_000, "too many calls"), new Error("fetch failed"));
    await expect(keep(wanted("one"))).rejects.toBeInstanceOf(PutOff);
    await expect(keep(wanted("one"))).rejects.toThrow("fetch failed");
    await keep(wanted("one"));
    expect(slack.shownTo("C1")).toEqual(["one"]);
  });

  test("and that is over by now, is brought in line where it stands", async () => {
    const one = oneMessage();
    await dies(one, { hasPosted: true });
    app.passes({ seconds: 61 });
    await one.keep(wanted("over", { mayPost: false }));
    expect(one.slack.shownTo("C1")).toEqual(["over"]);
  });

  test("and was not, and is over by now, is forgotten", async () => {
    const one = oneMessage();
    await dies(one, { hasPosted: false });
    app.passes({ seconds: 61 });
    expect(await one.keep(wanted("over", { mayPost: false }))).toEqual({ kind: "nothing" });
    expect(await one.row()).toBeUndefined();
  });

  test("to a person whom it does not concern any more is looked for at that person", async () => {
    const { slack, keep, key } = oneMessage();
    const rosa = await app.person("Rosa");
    key.recipient = rosa.id;
    slack.lostPosts.push("after");
    await expect(keep(wanted("one", { to: rosa.slackUserId }))).rejects.toBeInstanceOf(AnswerLost);
    await keep(wanted("over", { to: "", mayPost: false }));
    expect(slack.shownTo(rosa.slackUserId)).toEqual(["over"]);
  });

  test("in the place of one that was deleted by hand, is there once", async () => {
    const { slack, keep } = oneMessage();
    await keep(wanted("one"));
    slack.deleteAll("C1");
    slack.lostPosts.push("after");
    await expect(keep(wanted("two"))).rejects.toBeInstanceOf(AnswerLost);
    await keep(wanted("three"));
    expect(slack.shownTo("C1")).toEqual(["three"]);
  });

  test("at a start of the only process, need not wait for its dead predecessor", async () => {
    const one = oneMessage();
    await dies(one, { hasPosted: true });
    await freeClaims(app.db);
    await one.keep(wanted("two"));
    expect(one.slack.shownTo("C1")).toEqual(["two"]);
  });

  test("by somebody who was taken over while looking, is left to the other", async () => {
    const one = oneMessage();
    await dies(one, { hasPosted: true });
    app.passes({ seconds: 61 });
    one.slack.during = async () => {
      one.slack.during = async () => {};
      app.passes({ seconds: 61 });
      await one.keep(wanted("two"));
    };
    await expect(one.keep(wanted("one"))).rejects.toBeInstanceOf(PutOff);
    expect(one.slack.shownTo("C1")).toEqual(["two"]);
  });
});

describe.runIf(onRealEngines)("on several connections", () => {
  test("ten workers at once post one message, and the last state is shown in the end", async () => {
    const { slack, keep } = oneMessage();
    let state = 0;
    const persistently = async (): Promise<void> => {
      try {
        await keep(async () => wanted(String(state)));
      } catch (error) {
        if (!(error instanceof PutOff)) throw error;
        await new Promise(setImmediate);
        await persistently();
      }
    };
    const workers = Array.from({ length: 10 }, () => {
      state += 1;
      return persistently();
    });
    await Promise.all(workers);
    expect(slack.calls.filter(({ method }) => method === "post")).toHaveLength(1);
    expect(slack.shownTo("C1")).toEqual(["10"]);
  });
});

test("refusals that concern the message alone are told apart from those that concern its place", () => {
  expect(new MessageRefused("message_not_found").isGoneMessage).toBe(true);
  expect(new MessageRefused("channel_not_found").isGoneMessage).toBe(false);
});
