import { beforeEach, describe, expect, it } from "vitest";
import { ResponseUrls } from "../../src/sandbox/response-urls.ts";
import { Triggers } from "../../src/sandbox/triggers.ts";
import { Rates } from "../../src/sandbox/web-api/rates.ts";

let at = 0;
const now = () => new Date(at);
beforeEach(() => {
  at = 1_700_000_000_000;
});

describe("a trigger id", () => {
  it("counts for three seconds, for the person who acted", () => {
    const triggers = new Triggers(now);
    const id = triggers.issue("ada");
    at += 3_000;
    expect(triggers.check(id)).toBe("ada");
    at += 1;
    expect(() => triggers.check(id)).toThrow("expired_trigger_id");
  });

  it("counts once", () => {
    const triggers = new Triggers(now);
    const id = triggers.issue("ada");
    triggers.use(id);
    expect(() => triggers.check(id)).toThrow("exchanged_trigger_id");
  });

  it("is Slack's to give", () => {
    expect(() => new Triggers(now).check("1.2.made-up")).toThrow("invalid_trigger_id");
    expect(() => new Triggers(now).check(undefined)).toThrow("invalid_trigger_id");
  });
});

describe("a response URL", () => {
  const target = { personId: "ada", conversationId: "C1" };

  it("works five times", () => {
    const urls = new ResponseUrls(now);
    const secret = urls.issue(target);
    for (let use = 0; use < 5; use += 1) expect(urls.use(secret)).toMatchObject(target);
    expect(() => urls.use(secret)).toThrow("used_url");
  });

  it("works for half an hour", () => {
    const urls = new ResponseUrls(now);
    const secret = urls.issue(target);
    at += 30 * 60_000;
    expect(urls.use(secret)).toMatchObject(target);
    at += 1;
    expect(() => urls.use(secret)).toThrow("expired_url");
    expect(() => urls.use("made up")).toThrow("expired_url");
  });
});

describe("rate limits", () => {
  it("let a method's calls through up to its tier, and say when to come again", () => {
    const rates = new Rates("slack", now);
    for (let call = 0; call < 20; call += 1) expect(rates.count("users.list", "t2")).toBeUndefined();
    at += 15_000;
    expect(rates.count("users.list", "t2")).toBe(45);
    expect(rates.count("users.info", "t4")).toBeUndefined();
    at += 45_000;
    expect(rates.count("users.list", "t2")).toBeUndefined();
  });

  it("are counted for each channel when messages are posted", () => {
    const rates = new Rates("slack", now);
    for (let post = 0; post < 5; post += 1) expect(rates.countPost("C1")).toBeUndefined();
    expect(rates.countPost("C1")).toBe(5);
    expect(rates.countPost("C2")).toBeUndefined();
  });

  it("leave a person in the page alone", () => {
    const rates = new Rates("generous", now);
    for (let call = 0; call < 1_000; call += 1) expect(rates.count("views.update", "t4")).toBeUndefined();
  });
});
