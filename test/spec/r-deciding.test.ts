import { desc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { readRequest } from "../../src/app/request/read-request.ts";
import { request, requestStage } from "../../src/store/schema/request.ts";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, OPEN, requests } from "./offers.ts";

const bot = useBot();

/** The newest request for the package, with its first stage. */
async function newest(packageId: string) {
  const db = bot().database.read;
  const [row] = await db
    .select()
    .from(request)
    .where(eq(request.packageId, packageId))
    .orderBy(desc(request.createdAt))
    .limit(1);
  const [stage] = await db
    .select()
    .from(requestStage)
    .where(eq(requestStage.requestId, row?.id ?? ""));
  return { ...row, stage };
}

async function newestMessage(name: string, typed: string): Promise<string> {
  const visitor = await bot().visit(name);
  await visitor.types(typed);
  return (await visitor.messages()).at(-1) ?? "";
}

describe("/access approvals", () => {
  it("R3: lists what waits for one's decision, the first that is due first, and never one's own", async () => {
    const later = await offers(bot(), "R3 later", { policies: [decidedBy(bot(), ["Alan", "Grace"])] });
    const sooner = await offers(bot(), "R3 sooner", { policies: [decidedBy(bot(), ["Alan"], { decisionDays: 2 })] });
    const alan = await bot().visit("Alan");
    const rosa = await bot().visit("Rosa");
    await requests(alan, "R3 later");
    expect(await newestMessage("Alan", "/access approvals")).toMatch(/No request waits for your decision/);
    expect(await newestMessage("Grace", "/access approvals")).toMatch(/Alan Turing asks for R3 later/);
    await requests(rosa, "R3 later", "For the newsletter");
    await requests(rosa, "R3 sooner");
    const list = await newestMessage("Alan", "/access approvals");
    expect(list).toMatch(/R3 sooner[^]*R3 later\n“For the newsletter”[^]*\[Approve\] \[Deny\] \[Details\]/);
    expect(list).not.toMatch(/Alan Turing asks/);
    expect([(await newest(later)).state, (await newest(sooner)).state]).toEqual(["pendingApproval", "pendingApproval"]);
  });

  it("decides at once where no reason is needed, and shows what is left", async () => {
    const alan = await bot().visit("Alan");
    await alan.types("/access approvals");
    await alan.clicks("Approve");
    await alan.hasMessage(/Requests that wait for your decision\nRosa Parks asks for R3 later/);
    expect((await alan.messages()).at(-1)).not.toMatch(/R3 sooner/);
    await alan.clicks("Deny");
    expect(await alan.title()).toBe("Deny request");
    await alan.clicks("Deny");
    await alan.hasMessage(/No request waits for your decision/);
  });
});

describe("a decision", () => {
  it("B10: that needs a reason is not taken without one", async () => {
    const policies = [decidedBy(bot(), ["Tim"], { isApproverJustificationRequired: true })];
    const packageId = await offers(bot(), "B10", { policies });
    await requests(await bot().visit("Rosa"), "B10");
    const tim = await bot().visit("Tim");
    await tim.types("/access approvals");
    await tim.clicks("Approve");
    expect(await tim.title()).toBe("Approve request");
    expect(await tim.sees()).toMatch(/Rosa Parks asks for B10/);
    await tim.clicks("Approve");
    expect(Object.keys(await tim.errors())).toEqual(["Reason"]);
    await tim.fills("Reason", "  ");
    await tim.clicks("Approve");
    expect(await tim.errors()).toEqual({ Reason: "Give a reason: the policy asks for one." });
    await tim.fills("Reason", "She writes it");
    await tim.clicks("Approve");
    expect(await tim.title()).toBeUndefined();
    expect(await newest(packageId)).toMatchObject({
      state: "delivering",
      stage: { result: "approved", reason: "She writes it" },
    });
  });

  it("R1: whoever comes second is told who was first, whether in a pane or by a button", async () => {
    const packageId = await offers(bot(), "R1", { policies: [decidedBy(bot(), ["Olivia", "Max"])] });
    await requests(await bot().visit("Rosa"), "R1");
    const [olivia, max] = [await bot().visit("Olivia"), await bot().visit("Max")];
    await max.types("/access approvals");
    await max.clicks("Deny");
    await olivia.types("/access approvals");
    await olivia.clicks("Approve");
    await olivia.hasMessage(/No request waits/);
    await max.fills("Reason", "Too late");
    await max.clicks("Deny");
    expect(await max.sees()).toMatch(/Olivia \S+ was first: the request is approved already/);
    await max.closesAllModals();
    await max.clicks("Approve");
    await max.hasMessage(/Olivia \S+ was first: the request is approved already/);
    await max.hasMessage(/No request waits for your decision/);
    expect(await newest(packageId)).toMatchObject({ state: "delivering" });
  });

  it("is nobody else's: not the administrator's, and not the requestor's own", async () => {
    const packageId = await offers(bot(), "C20", { policies: [decidedBy(bot(), ["Carl"])] });
    await requests(await bot().visit("Rosa"), "C20");
    const { id = "" } = await newest(packageId);
    const carl = await bot().visit("Carl");
    await carl.types("/access approvals");
    await carl.clicks("Deny");
    const pane = (await carl.screen()).modals.at(-1);
    for (const [name, words] of [
      ["Ada", /You are not an approver of this request now/],
      ["Rosa", /Nobody decides their own request/],
    ] as const) {
      const answer = JSON.stringify(await bot().resubmit(name, pane));
      expect(answer).toMatch(words);
    }
    expect(await newest(packageId)).toMatchObject({ id, state: "pendingApproval" });
    await carl.clicks("Deny");
    expect(await newest(packageId)).toMatchObject({ state: "denied" });
  });
});

describe("Request details", () => {
  it("tells those whom it concerns all about it, and lets an approver decide", async () => {
    const stage = decidedBy(bot(), ["Alan"]).approval.stages[0];
    const stages = stage ? [stage, stage] : [];
    const policies = [{ ...OPEN, approval: { stages, isRequestorJustificationRequired: false } }];
    const packageId = await offers(bot(), "Two stages", { policies });
    const rosa = await bot().visit("Rosa");
    await requests(rosa, "Two stages", "I need both");
    await rosa.types("/access mine");
    await rosa.clicks("Details");
    expect(await rosa.title()).toBe("Request details");
    const seen = await rosa.sees();
    expect(seen).toMatch(/State: Pending approval, stage 1 of 2\nRequestor: Rosa Parks/);
    expect(seen).toMatch(/Newsletter crew · Group: Member\nBusiness justification: I need both/);
    expect(seen).toMatch(/Stage 1 of 2: asked: Alan Turing/);
    expect(seen).not.toMatch(/\[Approve\]/);
    await rosa.closesAllModals();

    const alan = await bot().visit("Alan");
    await alan.types("/access approvals");
    await alan.clicks("Details");
    await alan.clicks("Approve");
    await alan.waitsToSee(/Stage 1 of 2: Approved by Alan Turing[^]*Stage 2 of 2: asked: Alan Turing/);
    await alan.clicks("Deny");
    await alan.fills("Reason", "Not twice");
    await alan.clicks("Deny");
    await alan.waitsToSee(/State: Denied[^]*Stage 2 of 2: Denied by Alan Turing: “Not twice”/);
    expect(await newest(packageId)).toMatchObject({ state: "denied" });
  });

  it("is not there for anybody else", async () => {
    await offers(bot(), "Private", { policies: [decidedBy(bot(), ["Alan"])] });
    const rosa = await bot().visit("Rosa");
    await requests(rosa, "Private");
    const [row] = await bot().database.read.select().from(request).orderBy(desc(request.createdAt)).limit(1);
    const reads = (name: string) => readRequest(bot().deps, bot().slackId(name), row?.id ?? "");
    for (const name of ["Rosa", "Alan", "Olivia", "Max", "Ada"])
      expect((await reads(name)).request.packageName).toBe("Private");
    for (const name of ["Tim", "Grace", "Carl"]) await expect(reads(name)).rejects.toThrow("notFound");
  });
});
