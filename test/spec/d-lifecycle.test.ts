import { desc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { PolicySettings } from "../../src/domain/policy/policy-settings.ts";
import { plusDays } from "../../src/lib/calendar.ts";
import type { Visitor } from "../../src/sandbox/visitor.ts";
import { assignment } from "../../src/store/schema/assignment.ts";
import { policy } from "../../src/store/schema/package.ts";
import { useBot } from "../support/bot.ts";
import { holds } from "./directory.ts";
import { decidedBy, offers, OPEN, requests } from "./offers.ts";
import { idOf } from "./world.ts";

const startsAt = new Date("2026-05-01T10:00:00Z");
const bot = useBot({ startsAt });

/** The person gets a new package of this name, which nobody has to approve. */
async function gets(name: string, packageName: string, more: Partial<PolicySettings> = {}): Promise<string> {
  const packageId = await offers(bot(), packageName, { catalog: "Engineering", policies: [{ ...OPEN, ...more }] });
  await requests(await bot().visit(name), packageName);
  await bot().settles();
  return packageId;
}

async function accessOf(packageId: string) {
  const ofPackage = eq(assignment.packageId, packageId);
  const [row] = await bot().database.read.select().from(assignment).where(ofPackage).orderBy(desc(assignment.startsAt));
  return row;
}

async function changePolicy(packageId: string, settings: PolicySettings): Promise<void> {
  await bot().database.read.update(policy).set({ settings }).where(eq(policy.packageId, packageId));
}

async function reads(name: string, pattern: RegExp): Promise<string> {
  return (await bot().visit(name)).hasMessage(pattern);
}

/** `/access mine` of the person, in whose buttons they may press. */
async function mine(name: string): Promise<{ visitor: Visitor; seen: string }> {
  const visitor = await bot().visit(name);
  await visitor.types("/access mine");
  return { visitor, seen: (await visitor.messages()).at(-1) ?? "" };
}

async function prompts(name: string, packageName: string): Promise<string[]> {
  const messages = await (await bot().visit(name)).messages();
  return messages.filter((message) => message.includes(`Your access to ${packageName} ends soon.`));
}

const day = (text: string) => new Date(`${text}T10:00:00Z`);

describe("how long access lasts", () => {
  it("B13: approved on 1 May at 10:00 for 30 days, it ends on 31 May at 10:00", async () => {
    const packageId = await gets("Rosa", "B13");
    expect(await accessOf(packageId)).toMatchObject({ startsAt, endsAt: day("2026-05-31") });
    expect((await mine("Rosa")).seen).toMatch(/B13\nEngineering · Delivered\nUntil 2026-05-31 10:00 UTC/);
  });

  it("D12: a policy that is changed to 10 days leaves a pending request its 30 days", async () => {
    const packageId = await offers(bot(), "D12", { catalog: "Engineering", policies: [decidedBy(bot(), ["Alan"])] });
    await requests(await bot().visit("Tim"), "D12");
    await changePolicy(packageId, { ...decidedBy(bot(), ["Alan"]), expiration: { type: "afterDays", days: 10 } });
    await bot().settles();
    await bot().settlesAfter((await bot().visit("Alan")).clicks("Approve"));
    expect(await accessOf(packageId)).toMatchObject({ state: "delivered", endsAt: day("2026-05-31") });
  });
});

describe("before and at the end", () => {
  it("D5, D9: 14 days and 1 day before, the holder is prompted; at the end all is taken away", async () => {
    const packageId = await gets("Carl", "D5");
    await bot().timePasses({ days: 15, hours: 23 });
    expect(await prompts("Carl", "D5")).toEqual([]);
    await bot().timePasses({ hours: 1 });
    const first = await prompts("Carl", "D5");
    expect(first).toEqual([expect.stringMatching(/ends soon\.\nIt ends 2026-05-31 10:00 UTC\.\n\[Extend\]$/)]);
    await bot().timePasses({ days: 12, hours: 23 });
    expect(await prompts("Carl", "D5")).toHaveLength(1);
    await bot().timePasses({ hours: 1 });
    expect(await prompts("Carl", "D5")).toHaveLength(2);
    expect(await holds(bot(), "Carl", "Newsletter crew")).toBe(true);

    await bot().timePasses({ days: 1 });
    expect(await accessOf(packageId)).toMatchObject({ state: "expired", endReason: "expired" });
    expect(await holds(bot(), "Carl", "Newsletter crew")).toBe(false);
    expect(await reads("Carl", /Your access to D5 has ended:/)).toMatch(
      /has ended: its time is over\.\nEnded 2026-05-31 10:00 UTC\./,
    );
    expect(await prompts("Carl", "D5")).toEqual([]);
    await reads("Carl", /Your access to D5 was about to end, and has ended since\.$/);
    expect(await reads("Carl", /Your request for D5\n/)).toMatch(/Access ended: its time is over\./);
    const { seen } = await mine("Carl");
    expect(seen).not.toMatch(/Your access/);
    expect(seen).toMatch(/D5\nDelivered\nAsked 2026-05-01 10:00 UTC · access ended 2026-05-31 10:00 UTC\n\[Details\]/);
  });

  it("D5: the holder of access for hours is prompted half-way, not as soon as it begins", async () => {
    await gets("Carl", "D5 hours", { expiration: { type: "afterHours", hours: 6 } });
    await bot().timePasses({ hours: 2 });
    expect(await prompts("Carl", "D5 hours")).toEqual([]);
    await bot().timePasses({ hours: 1 });
    expect(await prompts("Carl", "D5 hours")).toEqual([expect.stringMatching(/ends soon\.\n[^]*\[Extend\]$/)]);
    await bot().timePasses({ hours: 3 });
    await reads("Carl", /Your access to D5 hours has ended:/);
  });

  it("B14: what never ends is neither prompted for nor extended", async () => {
    const packageId = await gets("Carl", "B14", { expiration: { type: "noExpiration" } });
    await bot().timePasses({ days: 400 });
    expect(await accessOf(packageId)).toMatchObject({ state: "delivered", endsAt: null });
    expect(await prompts("Carl", "B14")).toEqual([]);
    expect((await mine("Carl")).seen).toMatch(/B14\nEngineering · Delivered\nNever ends\n\[Give up\]/);
  });

  it("access that is given up ends at once, and so does what it gave", async () => {
    const packageId = await gets("Olivia", "Given up");
    const { visitor } = await mine("Olivia");
    await bot().settlesAfter(visitor.clicks("Give up"));
    expect(await accessOf(packageId)).toMatchObject({ state: "expired", endReason: "userRemoved" });
    expect(await holds(bot(), "Olivia", "Newsletter crew")).toBe(false);
    await reads("Olivia", /Your access to Given up has ended: it was given up\./);
  });
});

describe("extension", () => {
  const endOf = async (packageId: string) => (await accessOf(packageId))?.endsAt;

  it("D5: asked for from the prompt, where nobody has to approve, it moves the end, and the prompt says so", async () => {
    const packageId = await gets("Tim", "D5 extended");
    const before = await endOf(packageId);
    await bot().timePasses({ days: 16 });
    const tim = await bot().visit("Tim");
    await tim.clicks("Extend");
    expect(await tim.title()).toBe("Extend access");
    await tim.clicks("Extend");
    expect(await tim.title()).toBe("Access extended");
    await tim.closesAllModals();
    await bot().settles();
    expect(((await endOf(packageId))?.getTime() ?? 0) - (before?.getTime() ?? 0)).toBe(30 * 86_400_000);
    const changed = await reads("Tim", /Your access to D5 extended was extended\./);
    expect(changed).toMatch(/It now ends /);
    expect(changed).not.toMatch(/\[Extend\]/);
  });

  it("D6: not beyond the date on which the policy ends access", async () => {
    const today = bot().deps.clock.now();
    const year = today.getUTCFullYear() + 1;
    const date = `${year}-06-30`;
    const packageId = await offers(bot(), "D6", {
      catalog: "Engineering",
      policies: [{ ...OPEN, expiration: { type: "onDate", date, timeZone: "UTC" } }],
    });
    const grace = await bot().visit("Grace");
    await grace.types("/access request D6");
    await grace.chooses("Request for specific period?", "Yes");
    await grace.fills("End date", `${year}-06-01`);
    await grace.clicks("Submit");
    await grace.closesAllModals();
    await bot().settles();
    await grace.types("/access mine");
    await grace.clicks("Extend");
    expect(await grace.sees()).toMatch(new RegExp(`${date} at the latest`));
    await grace.fills("End date", `${year}-07-15`);
    await grace.clicks("Extend");
    expect(await grace.errors()).toEqual({ "End date": expect.stringContaining(`to ${date}.`) });
    await grace.fills("End date", date);
    await grace.clicks("Extend");
    expect(await grace.title()).toBe("Access extended");
    await grace.closesAllModals();
    expect(await endOf(packageId)).toEqual(new Date(`${year}-07-01T00:00:00Z`));
    await bot().settles();
  });

  it("D7: refused to whoever has left the policy's scope; the access stays until its end", async () => {
    const packageId = await gets("Max", "D7");
    const end = await endOf(packageId);
    const { visitor, seen } = await mine("Max");
    expect(seen).toMatch(/D7\n[^]*\[Extend\] \[Give up\]/);
    const others = [idOf(bot().world.people, "Rosa")];
    const requestors = { scope: "specificDirectoryUsers" as const, people: others, groups: [] };
    await changePolicy(packageId, { ...OPEN, requestors });
    await visitor.clicks("Extend");
    await visitor.hasMessage(/You are no longer among those who may ask for this access: it stays until its end\./);
    expect((await mine("Max")).seen).not.toMatch(/\[Extend\]/);
    await bot().timePasses({ days: 29 });
    expect(await prompts("Max", "D7")).toEqual([]);
    expect(await accessOf(packageId)).toMatchObject({ state: "delivered", endsAt: end });
  });

  it("D8: with approval, the old end stands until it is granted, and when it is denied", async () => {
    const settings = { ...decidedBy(bot(), ["Alan"]), extension: { isAllowed: true, isApprovalRequired: true } };
    const packageId = await gets("Ada", "D8");
    await changePolicy(packageId, settings);
    const before = await endOf(packageId);
    const asksToKeep = async () => {
      const { visitor } = await mine("Ada");
      await visitor.clicks("Extend");
      await visitor.fills("Business justification", "Not done yet");
      await visitor.clicks("Extend");
      expect(await visitor.title()).toBe("Request submitted");
      await visitor.closesAllModals();
      await bot().settles();
    };

    await asksToKeep();
    const alan = await bot().visit("Alan");
    expect((await mine("Ada")).seen).toMatch(/you have asked to keep it longer\n\[Give up\]/);
    const present = before?.toISOString().slice(0, 10) ?? "";
    const ends = new RegExp(`access then ends ${plusDays(present, 30)} .* UTC\\. Now it ends ${present} `);
    expect(await reads("Ada", /Your request to keep D8\nPending approval/)).toMatch(ends);
    const card = await alan.hasMessage(/Ada Lovelace asks to keep D8\n/);
    expect(card).toMatch(/Not done yet/);
    expect(card).toMatch(ends);
    await alan.clicks("Deny");
    expect(await alan.sees()).toMatch(/== Deny request ==\nAda Lovelace asks to keep D8\.\n/);
    await alan.fills("Reason", "Once was enough");
    await bot().settlesAfter(alan.clicks("Deny"));
    expect(await endOf(packageId)).toEqual(before);
    const denied = await reads("Ada", /Your request to keep D8\nDenied\.\nDenied by Alan Turing: “Once was enough”/);
    expect(denied).toMatch(ends);

    await bot().timePasses({ hours: 1 });
    await asksToKeep();
    await bot().settlesAfter(alan.clicks("Approve"));
    expect((await endOf(packageId))?.getTime()).toBe((before?.getTime() ?? 0) + 30 * 86_400_000);
    await reads("Ada", /Your request to keep D8\nAccess extended\.\nApproved by Alan Turing\./);
  });
});

describe("an extension that waits for approval when the access ends", () => {
  const asksToKeep = async (packageName: string) => {
    const packageId = await gets("Ada", packageName);
    await changePolicy(packageId, {
      ...decidedBy(bot(), ["Alan"]),
      extension: { isAllowed: true, isApprovalRequired: true },
    });
    await bot().timePasses({ days: 25 });
    const { visitor } = await mine("Ada");
    await visitor.clicks("Extend");
    await visitor.clicks("Extend");
    expect(await visitor.title()).toBe("Request submitted");
    await visitor.closesAllModals();
    await bot().settles();
    return packageId;
  };

  it("is over with it: decided by then, or expired, as all are told", async () => {
    const packageId = await asksToKeep("Overtaken");
    const end = (await accessOf(packageId))?.endsAt?.toISOString().slice(0, 10) ?? "";
    const asked = await reads("Alan", /Ada Lovelace asks to keep Overtaken\n/);
    expect(asked).toMatch(new RegExp(`Now it ends ${end} .*\\nDecide by ${end} `));
    await bot().timePasses({ days: 5 });
    expect(await reads("Ada", /Your request to keep Overtaken\n/)).toMatch(
      /Expired\.\nThe access ended before it was decided\.\n/,
    );
    expect(await reads("Alan", /Ada Lovelace asks to keep Overtaken\nRequestor/)).toMatch(
      /The request is over: the access ended before it was decided\./,
    );
  });

  it("is canceled when the access is given up, with the reason", async () => {
    await asksToKeep("Given up early");
    const { visitor } = await mine("Ada");
    await bot().settlesAfter(visitor.clicks("Give up"));
    expect(await reads("Ada", /Your request to keep Given up early\n/)).toMatch(
      /Canceled\.\nThe access ended before it was decided\.\n/,
    );
  });
});

describe("the audit log", () => {
  it("D22: tells of decision, delivery, extension and the end, with who did it and when", async () => {
    await offers(bot(), "D22", { catalog: "Engineering", policies: [decidedBy(bot(), ["Carl"])] });
    const pat = await bot().visit("Pat");
    await pat.goesTo("the app");
    await requests(pat, "D22");
    await bot().settles();
    await bot().settlesAfter((await bot().visit("Carl")).clicks("Approve"));
    await pat.types("/access mine");
    await pat.clicks("Extend");
    await pat.clicks("Extend");
    await pat.closesAllModals();
    await bot().timePasses({ days: 60 });
    const grace = await bot().visit("Grace");
    await grace.types("/access history D22");
    const shown = (await grace.messages()).at(-1) ?? "";
    expect(shown.match(/^.* · (?:by itself|\w+ \w+)$/gm)).toEqual([
      "Access of Pat Partner taken away · by itself",
      "Access of Pat Partner ended · by itself",
      "Pat Partner told that access ends soon · by itself",
      "Pat Partner told that access ends soon · by itself",
      "Access of Pat Partner extended · Pat Partner",
      "Request of Pat Partner approved · Pat Partner",
      "Request of Pat Partner submitted · Pat Partner",
      "Access of Pat Partner delivered · by itself",
      "Access of Pat Partner begins · Carl Sagan",
      "Request of Pat Partner approved, stage 1 · Carl Sagan",
    ]);
    expect(shown).toMatch(
      /ended · by itself\nState: Delivered → Ended\nWhy: its time is over\n\d{4}-\d\d-\d\d \d\d:\d\d UTC/,
    );
  });
});
