import { WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";
import { beforeEach, describe, expect, test } from "vitest";
import { PutOff } from "../../src/lib/put-off.ts";
import { Gate } from "../../src/slack/notify/gate.ts";
import { judgeFailure } from "../../src/slack/notify/slack-failure.ts";

let now = 1_000_000;
let gate: Gate;

beforeEach(() => {
  gate = new Gate(() => now);
});

/** For how long the call is put off; 0 when it may be made now. */
function wait(call: () => void): number {
  try {
    call();
    return 0;
  } catch (error) {
    if (!(error instanceof PutOff)) throw error;
    return error.afterMs;
  }
}

test("a method that Slack has closed is put off for as long as Slack says, and no other", () => {
  gate.close("chat.update", 30_000);
  expect(wait(() => gate.enter("chat.update"))).toBe(30_000);
  expect(wait(() => gate.enter("views.open"))).toBe(0);
  now += 30_000;
  expect(wait(() => gate.enter("chat.update"))).toBe(0);
});

test("a channel that Slack has closed holds back nobody who posts to another", () => {
  gate.close("chat.postMessage", 5_000, "C1");
  expect(wait(() => gate.enterToPost("C1"))).toBe(5_000);
  expect(wait(() => gate.enterToPost("C2"))).toBe(0);
});

test("Slack's shorter second word does not open what its first has closed", () => {
  gate.close("chat.update", 30_000);
  gate.close("chat.update", 1_000);
  expect(wait(() => gate.enter("chat.update"))).toBe(30_000);
});

describe("posting to one channel", () => {
  const post = () => wait(() => gate.enterToPost("C1"));

  test("goes at one message a second after a short burst", () => {
    expect([post(), post(), post()]).toEqual([0, 0, 0]);
    expect(post()).toBe(1_000);
    now += 1_000;
    expect(post()).toBe(0);
    now += 60_000;
    expect([post(), post(), post()]).toEqual([0, 0, 0]);
  });

  test("gives everybody who waits a moment of their own", () => {
    for (let burst = 0; burst < 3; burst += 1) post();
    expect([post(), post(), post()]).toEqual([1_000, 2_000, 3_000]);
  });

  test("keeps nobody waiting longer than half a minute before they ask again", () => {
    const waits = Array.from({ length: 100 }, post);
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
  });
});

describe("what a failed call means", () => {
  const refused = (error: string) => judgeFailure(new WebAPIPlatformError({ ok: false, error }));

  test("429: wait as long as Slack says", () => {
    expect(judgeFailure(new WebAPIRateLimitedError(7))).toEqual({ kind: "rateLimited", retryAfterMs: 7_000 });
  });

  test.each(["internal_error", "service_unavailable"])("%s may pass, and leaves open what was done", (error) => {
    expect(refused(error)).toEqual({ kind: "passing", mayBeDone: true });
  });

  test.each(["invalid_auth", "token_revoked"])("%s may pass, and nothing was done", (error) => {
    expect(refused(error)).toEqual({ kind: "passing", mayBeDone: false });
  });

  test.each(["channel_not_found", "not_in_channel", "is_archived", "account_inactive", "invalid_blocks"])(
    "%s will be said again",
    (code) => {
      expect(refused(code)).toEqual({ kind: "final", code });
    },
  );

  test("a cut connection may pass, and leaves open what was done", () => {
    expect(judgeFailure(new Error("fetch failed"))).toEqual({ kind: "passing", mayBeDone: true });
  });
});

describe("publishing Home tabs that nobody asked for", () => {
  test("goes at one a second after twenty, and waits as long as Slack says", () => {
    const publish = () => wait(() => gate.enterToPublish());
    expect(Array.from({ length: 20 }, publish)).toEqual(Array.from({ length: 20 }, () => 0));
    expect([publish(), publish()]).toEqual([1_000, 2_000]);
    gate.close("views.publish", 30_000);
    now += 29_000;
    expect(publish()).toBe(1_000);
  });
});
