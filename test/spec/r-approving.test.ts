import { desc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { request } from "../../src/store/schema/request.ts";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, requests } from "./offers.ts";

const bot = useBot({ startsAt: new Date("2026-03-02T09:00:00Z") });

beforeAll(async () => {
  const olivia = await bot().visit("Olivia");
  await olivia.types("/access catalog Marketing");
  await olivia.chooses("Approvals channel", "#marketing-approvals");
  await olivia.clicks("Save");
  await olivia.closesAllModals().catch(() => undefined);
});

/** Rosa asks for a new package of this name, and everybody concerned is told. */
async function rosaAsksFor(name: string, offer: Parameters<typeof offers>[2], justification = ""): Promise<string> {
  const packageId = await offers(bot(), name, offer);
  await requests(await bot().visit("Rosa"), name, justification);
  await bot().settles();
  return packageId;
}

async function newest(packageId: string) {
  const ofPackage = eq(request.packageId, packageId);
  const [row] = await bot().database.read.select().from(request).where(ofPackage).orderBy(desc(request.createdAt));
  return row;
}

/** The message of that kind as the person reads it now. */
async function reads(name: string, pattern: RegExp): Promise<string> {
  return (await bot().visit(name)).hasMessage(pattern);
}

const card = (packageName: string) => new RegExp(`Rosa Parks requests ${packageName}\\n`);
const own = (packageName: string) => new RegExp(`Your request for ${packageName}\\n`);
const BUTTONS = /\[Approve\]|\[Deny\]/;

describe("in the catalog's approvals channel", () => {
  it("R1: the approvers are mentioned on one card; one approves, and all read who it was", async () => {
    const packageId = await rosaAsksFor("R1", { policies: [decidedBy(bot(), ["Grace", "Alan"])] }, "For the launch");
    const asked = await reads("Grace", card("R1"));
    expect(asked).toMatch(/in #marketing-approvals:\n/);
    expect(asked).toMatch(/Requestor: Rosa Parks\nAccess package: R1\nCatalog: Marketing\n/);
    expect(asked).toMatch(/• Newsletter crew · Group: Member\nBusiness justification: For the launch\n/);
    expect(asked).toMatch(/access begins at once and ends after 30 days\. Asked 2026-03-02 09:00 UTC\./);
    expect(asked).toMatch(
      /Approvers: @Alan Turing, @Grace Hopper\nDecide by 2026-03-16 09:00 UTC\n\[Approve\] \[Deny\] \[Details\]$/,
    );
    expect(await reads("Rosa", own("R1"))).toMatch(
      /Pending approval\.\nAsked: Alan Turing, Grace Hopper\.\n[^]*\[Cancel request\]$/,
    );

    await bot().settlesAfter((await bot().visit("Grace")).clicks("Approve"));
    for (const name of ["Grace", "Alan", "Max"]) {
      const closed = await reads(name, card("R1"));
      expect(closed).toMatch(/Approved by Grace Hopper\.\nThe request is approved\.\n2026-03-02 09:00 UTC$/);
      expect(closed).not.toMatch(BUTTONS);
    }
    expect(await reads("Rosa", own("R1"))).toMatch(/Delivered\.\nThe access is set up\.\nApproved by Grace Hopper\./);
    expect(await newest(packageId)).toMatchObject({ state: "delivered" });
  });

  it("R2: of two who press at the same time one decides, and the other is told who was first", async () => {
    const packageId = await rosaAsksFor("R2", { policies: [decidedBy(bot(), ["Grace", "Alan"])] });
    const both = [await bot().visit("Grace"), await bot().visit("Alan")];
    await bot().settlesAfter(Promise.all(both.map((visitor) => visitor.clicks("Approve"))));
    const seen = await Promise.all(both.map(async (visitor) => (await visitor.messages()).join("\n")));
    const told = seen.filter((text) => / was first: the request is approved already/.test(text));
    expect(told).toHaveLength(1);
    const first = /Approved by (\w+ \w+)\./.exec(await reads("Alan", card("R2")))?.[1] ?? "nobody";
    expect(told[0]).toContain(`only visible to you):\n${first} was first: the request is approved already.`);
    expect(await newest(packageId)).toMatchObject({ state: "delivered" });
  });

  it("R3, C20: whoever is not asked, and the requestor, are told privately why they cannot decide", async () => {
    const packageId = await offers(bot(), "R3", { policies: [decidedBy(bot(), ["Grace", "Alan"])] });
    await requests(await bot().visit("Alan"), "R3");
    await bot().settles();
    const asked = await reads("Grace", /Alan Turing requests R3\n/);
    expect(asked).toMatch(/Approvers: @Grace Hopper\n/);
    for (const [name, words] of [
      ["Alan", /only visible to you\):\nNobody decides their own request/],
      ["Ada", /only visible to you\):\nYou are not an approver of this request now/],
      ["Olivia", /only visible to you\):\nYou are not an approver of this request now/],
    ] as const) {
      const visitor = await bot().visit(name);
      for (const button of ["Approve", "Deny"]) await visitor.clicks(button);
      await visitor.hasMessage(words);
      expect(await visitor.title()).toBeUndefined();
    }
    expect(await newest(packageId)).toMatchObject({ state: "pendingApproval" });
    await bot().settlesAfter((await bot().visit("Grace")).clicks("Approve"));
  });

  it("B10: a reason that the policy requires is asked for, and is read by everybody who was asked", async () => {
    const policies = [decidedBy(bot(), ["Grace", "Alan"], { isApproverJustificationRequired: true })];
    await rosaAsksFor("B10", { policies });
    const alan = await bot().visit("Alan");
    await alan.clicks("Approve");
    expect(await alan.title()).toBe("Approve request");
    await alan.clicks("Approve");
    expect(Object.keys(await alan.errors())).toEqual(["Reason"]);
    await alan.fills("Reason", "She *runs* it <!channel>");
    await alan.clicks("Approve");
    expect(await alan.title()).toBeUndefined();
    await bot().settles();
    const words = /Approved by Alan Turing: “She \*runs\* it <!channel>”/;
    expect(await reads("Grace", card("B10"))).toMatch(words);
    expect(await reads("Rosa", own("B10"))).toMatch(words);
  });

  it("tells which of the resource roles the person holds already", async () => {
    const gives = [
      ["All employees", "Member"],
      ["Brand site", "Members"],
    ] as const;
    await rosaAsksFor("Held before", { policies: [decidedBy(bot(), ["Alan"])], gives });
    expect(await reads("Alan", card("Held before"))).toMatch(
      /• All employees · Group: Member \(held already\)\n• Brand site · SharePoint site: Members\n/,
    );
  });
});

describe("by direct messages, where the catalog has no channel", () => {
  it("R5: one denies with a reason; every copy closes, and the requestor resubmits from the message", async () => {
    const offer = { catalog: "Engineering", policies: [decidedBy(bot(), ["Max", "Tim"])] };
    const packageId = await rosaAsksFor("R5", offer, "To see it run");
    for (const name of ["Max", "Tim"])
      expect(await reads(name, card("R5"))).toMatch(/^Access Packages in Access Packages:\n[^]*\[Approve\] \[Deny\]/);

    const max = await bot().visit("Max");
    await max.clicks("Deny");
    expect(await max.title()).toBe("Deny request");
    await max.fills("Reason", "Ask for the other one");
    await max.clicks("Deny");
    await bot().settles();
    for (const name of ["Max", "Tim"]) {
      const closed = await reads(name, card("R5"));
      expect(closed).toMatch(/Denied by Max Planck: “Ask for the other one”\nThe request is denied\./);
      expect(closed).not.toMatch(BUTTONS);
    }
    expect(await reads("Rosa", own("R5"))).toMatch(
      /Denied\.\nDenied by Max Planck: “Ask for the other one”\n[^]*\[Resubmit\]$/,
    );

    await bot().timePasses({ hours: 1 });
    const rosa = await bot().visit("Rosa");
    const denied = await newest(packageId);
    await rosa.clicks("Resubmit");
    expect(await rosa.value("Business justification")).toBe("To see it run");
    await rosa.fills("Business justification", "To see it run at night");
    await rosa.clicks("Submit");
    await rosa.closesAllModals();
    await bot().settles();
    expect(await newest(packageId)).toMatchObject({ state: "pendingApproval", stage: 0, repeats: denied?.id });
    expect(await reads("Tim", card("R5"))).toMatch(/To see it run at night\n[^]*\[Approve\] \[Deny\]/);
    const mine = (await rosa.messages()).filter((message) => own("R5").test(message));
    expect(mine.map((message) => /\[(Resubmit|Cancel request)\]/.exec(message)?.[1])).toEqual([
      undefined,
      "Cancel request",
    ]);
  });

  it("R6: the requestor cancels from the message, and the approvers' copies close", async () => {
    const packageId = await rosaAsksFor("R6", { catalog: "Engineering", policies: [decidedBy(bot(), ["Max", "Tim"])] });
    const rosa = await bot().visit("Rosa");
    await bot().settlesAfter(rosa.clicks("Cancel request"));
    for (const name of ["Max", "Tim"]) {
      const closed = await reads(name, card("R6"));
      expect(closed).toMatch(/The request was canceled by Rosa Parks\./);
      expect(closed).not.toMatch(BUTTONS);
    }
    const kept = await reads("Rosa", own("R6"));
    expect(kept).toMatch(/Canceled by Rosa Parks\.\n[^]*\[Resubmit\]$/);
    expect(await newest(packageId)).toMatchObject({ state: "canceled" });
  });

  it("R7: what is delivered offers neither Cancel request nor Resubmit", async () => {
    await rosaAsksFor("R7", { catalog: "Engineering" });
    const kept = await reads("Rosa", own("R7"));
    expect(kept).toMatch(/Delivered\.\nApproved at once: the policy asks for no approval\.\nThe access is set up\./);
    expect(kept).toMatch(/Access begins 2026-03-02 10:00 UTC and ends 2026-04-01 10:00 UTC\./);
    expect(kept).not.toMatch(/\[Cancel request\]|\[Resubmit\]/);
  });
});

describe("in a channel that the requestor is in too", () => {
  it("R3: they are told that nobody decides their own; others see no details; an approver decides in the details", async () => {
    const grace = await bot().visit("Grace");
    await grace.types("/access catalog Engineering");
    await grace.chooses("Approvals channel", "#general");
    await grace.clicks("Save");
    await grace.closesAllModals().catch(() => undefined);
    await rosaAsksFor("In general", { catalog: "Engineering", policies: [decidedBy(bot(), ["Alan"])] });
    const rosa = await bot().visit("Rosa");
    await rosa.clicks("Approve");
    await rosa.hasMessage(/only visible to you[^]*Nobody decides their own request/);
    const tim = await bot().visit("Tim");
    await tim.clicks("Approve");
    await tim.hasMessage(/only visible to you[^]*You are not an approver of this request now/);
    await tim.clicks("Details");
    await tim.hasMessage(/There is no request that you can see: it is shown to its requestor, its approvers and/);

    const alan = await bot().visit("Alan");
    await alan.clicks("Details");
    await alan.clicks("Approve");
    await alan.waitsToSee(/Approval: Approved by Alan Turing/);
    await bot().settles();
    expect(await tim.hasMessage(card("In general"))).not.toMatch(BUTTONS);
  });
});
