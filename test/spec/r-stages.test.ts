import { desc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { person } from "../../src/store/schema/person.ts";
import { request, requestStage } from "../../src/store/schema/request.ts";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, requests, stageOf, withStages } from "./offers.ts";
import { idOf } from "./world.ts";

const bot = useBot({ startsAt: new Date("2026-03-02T09:00:00Z") });

/** Asks for a new package of this name, in a catalog without an approvals channel; everybody is told. */
async function asksFor(name: string, policies: Parameters<typeof offers>[2], who = "Rosa"): Promise<string> {
  const packageId = await offers(bot(), name, { catalog: "Marketing", ...policies });
  await requests(await bot().visit(who), name);
  await bot().settles();
  return packageId;
}

/** The newest request for the package, and how each stage that was reached ended. */
async function standing(packageId: string) {
  const db = bot().database.read;
  const ofPackage = eq(request.packageId, packageId);
  const [row] = await db.select().from(request).where(ofPackage).orderBy(desc(request.createdAt)).limit(1);
  const stages = await db
    .select()
    .from(requestStage)
    .where(eq(requestStage.requestId, row?.id ?? ""))
    .orderBy(requestStage.stage);
  return { state: row?.state, stages: stages.map(({ result }) => result) };
}

async function reads(name: string, pattern: RegExp): Promise<string> {
  return (await bot().visit(name)).hasMessage(pattern);
}

/** The cards about the package that the person has in direct messages, oldest first. */
async function cardsOf(name: string, packageName: string): Promise<string[]> {
  const messages = await (await bot().visit(name)).messages();
  return messages.filter((message) => message.includes(` requests ${packageName}\n`));
}

async function presses(name: string, button: string): Promise<void> {
  await bot().settlesAfter((await bot().visit(name)).clicks(button));
}

async function denies(name: string, reason: string): Promise<void> {
  const visitor = await bot().visit(name);
  await visitor.clicks("Deny");
  await visitor.fills("Reason", reason);
  await bot().settlesAfter(visitor.clicks("Deny"));
}

const own = (packageName: string) => new RegExp(`Your request for ${packageName}\\n`);

describe("stages", () => {
  it("R8: once the first has approved, the second is asked, with a time of its own", async () => {
    const stages = [stageOf(bot(), ["Max"], { decisionDays: 5 }), stageOf(bot(), ["Tim"], { decisionDays: 3 })];
    const packageId = await asksFor("R8", { policies: [withStages(...stages)] });
    expect(await cardsOf("Max", "R8")).toEqual([
      expect.stringMatching(/Decide by 2026-03-07 09:00 UTC · Stage 1 of 2\n\[Approve\]/),
    ]);
    expect(await cardsOf("Tim", "R8")).toEqual([]);

    await bot().timePasses({ days: 4 });
    await presses("Max", "Approve");
    expect(await cardsOf("Tim", "R8")).toEqual([
      expect.stringMatching(
        /Stage 1 of 2: Approved by Max Planck\.\nDecide by 2026-03-09 09:00 UTC · Stage 2 of 2\n\[Approve\]/,
      ),
    ]);
    expect(await cardsOf("Max", "R8")).toEqual([
      expect.stringMatching(/Approved by Max Planck\.\nStage 1 of 2 is decided; stage 2 of 2 is not yet\./),
    ]);
    expect(await reads("Rosa", own("R8"))).toMatch(
      /Pending approval, stage 2 of 2\.\nAsked: Tim Lee\.\nStage 1 of 2: Approved by Max Planck\.\n/,
    );
    await presses("Tim", "Approve");
    expect(await cardsOf("Max", "R8")).toEqual([
      expect.stringMatching(/Stage 2 of 2: Approved by Tim Lee\.\nThe request is approved\./),
    ]);
    expect(await standing(packageId)).toEqual({ state: "delivered", stages: ["approved", "approved"] });
  });

  it("R9: of three, when the second denies, it is denied, and the third is never asked", async () => {
    const stages = [stageOf(bot(), ["Max"]), stageOf(bot(), ["Tim"]), stageOf(bot(), ["Alan"])];
    const packageId = await asksFor("R9", { policies: [withStages(...stages)] });
    await presses("Max", "Approve");
    await denies("Tim", "Not this quarter");
    for (const name of ["Max", "Tim"])
      expect(await cardsOf(name, "R9")).toEqual([
        expect.stringMatching(/Stage 2 of 3: Denied by Tim Lee: “Not this quarter”\nThe request is denied\./),
      ]);
    expect(await cardsOf("Alan", "R9")).toEqual([]);
    expect(await reads("Rosa", own("R9"))).toMatch(/Denied\.\n[^]*Denied by Tim Lee: “Not this quarter”\n[^]*Resubmit/);
    expect(await standing(packageId)).toEqual({ state: "denied", stages: ["approved", "denied"] });
  });
});

describe("who is asked", () => {
  const managed = () =>
    withStages(stageOf(bot(), [], { approvers: { kind: "manager", fallback: [idOf(bot().world.people, "Grace")] } }));

  it("R10: the requestor's manager, and where there is none the fallback", async () => {
    const { people } = bot().world;
    const rosa = eq(person.id, idOf(people, "Rosa"));
    await bot()
      .database.read.update(person)
      .set({ managerId: idOf(people, "Max") })
      .where(rosa);
    await asksFor("R10", { policies: [managed()] });
    await requests(await bot().visit("Tim"), "R10");
    await bot().settles();
    expect(await cardsOf("Max", "R10")).toEqual([expect.stringMatching(/Requestor: Rosa Parks\n/)]);
    expect(await cardsOf("Grace", "R10")).toEqual([
      expect.stringMatching(
        /Requestor: Tim Lee\n[^]*\nAsked because Tim Lee has no manager: Grace Hopper\.\n[^]*\[Approve\] \[Deny\] \[Details\]$/,
      ),
    ]);
    expect(await reads("Tim", own("R10"))).toMatch(/Asked: Grace Hopper, because Tim Lee has no manager\./);
    expect(await reads("Rosa", own("R10"))).toMatch(/Asked: Max Planck\./);
    for (const name of ["Max", "Grace"]) await presses(name, "Approve");
    expect(await reads("Tim", own("R10"))).toMatch(/Delivered\.\n/);
  });

  it("R3: where the requestor is the only approver, the catalog's owners are asked instead, and the card says so", async () => {
    const packageId = await asksFor("R3 alone", { policies: [decidedBy(bot(), ["Max"])] }, "Max");
    expect(await cardsOf("Max", "R3 alone")).toEqual([]);
    expect(await cardsOf("Olivia", "R3 alone")).toEqual([
      expect.stringMatching(
        /Asked because nobody decides their own request, and Max Planck is the only approver: Olivia Ostrom\.\n/,
      ),
    ]);
    expect(await reads("Max", own("R3 alone"))).toMatch(
      /Asked: Olivia Ostrom, because nobody decides their own request, and Max Planck is the only approver\./,
    );
    await presses("Olivia", "Approve");
    expect(await standing(packageId)).toEqual({ state: "delivered", stages: ["approved"] });
  });
});

describe("time", () => {
  it("R13: after 8 of 14 days the alternates are asked; reminders came before, and the first may still decide", async () => {
    const alternates = { people: [idOf(bot().world.people, "Alan")], afterDays: 8 };
    const packageId = await asksFor("R13", { policies: [decidedBy(bot(), ["Max"], { alternates })] });
    const reminders = async (name: string) =>
      (await (await bot().visit(name)).messages()).filter((message) =>
        /Reminder: Rosa Parks requests R13/.test(message),
      );
    await bot().timePasses({ days: 6 });
    expect(await reminders("Max")).toEqual([]);
    await bot().timePasses({ days: 1, hours: 23 });
    expect(await reminders("Max")).toEqual([
      expect.stringMatching(/and nobody has decided yet\.\nDecide by .* UTC, or the request expires\.\n\[Details\]/),
    ]);
    expect(await cardsOf("Alan", "R13")).toEqual([]);
    await bot().timePasses({ hours: 1 });
    expect(await cardsOf("Alan", "R13")).toEqual([
      expect.stringMatching(/alternate approvers are asked as well: Alan Turing\.\n[^]*\[Approve\] \[Deny\]/),
    ]);
    expect(await reads("Rosa", own("R13"))).toMatch(/Asked: Alan Turing, Max Planck\./);

    await presses("Max", "Approve");
    expect(await standing(packageId)).toEqual({ state: "delivered", stages: ["approved"] });
    const [closed = ""] = await cardsOf("Alan", "R13");
    expect(closed).toMatch(/Approved by Max Planck\.\nThe request is approved\./);
    expect(await reminders("Max")).toEqual([]);
  });

  it("R4: after 5 days of silence the request has expired; buttons go, and it can be submitted again", async () => {
    const packageId = await asksFor("R4", { policies: [decidedBy(bot(), ["Max", "Tim"], { decisionDays: 5 })] });
    await bot().timePasses({ days: 4, hours: 23 });
    expect(await standing(packageId)).toMatchObject({ state: "pendingApproval" });
    await bot().timePasses({ hours: 1 });
    for (const name of ["Max", "Tim"]) {
      const [closed = ""] = await cardsOf(name, "R4");
      expect(closed).toMatch(/The request has expired: nobody decided in time\./);
      expect(closed).not.toMatch(/\[Approve\]|\[Deny\]/);
    }
    expect(await reads("Rosa", own("R4"))).toMatch(/Expired\.\nNobody decided in time\.[^]*\[Resubmit\]$/);
    expect(await standing(packageId)).toEqual({ state: "expired", stages: ["expired"] });

    const rosa = await bot().visit("Rosa");
    await rosa.clicks("Resubmit");
    await rosa.clicks("Submit");
    expect(await rosa.title()).toBe("Request submitted");
    await rosa.closesAllModals();
    await bot().settles();
    expect(await standing(packageId)).toEqual({ state: "pendingApproval", stages: ["notReviewed"] });
    await presses("Tim", "Approve");
  });

  it("R20: approved with a start in 3 days, access is delivered on that day, and can be canceled before", async () => {
    for (const name of ["R20 kept", "R20 canceled"]) {
      await offers(bot(), name, { policies: [decidedBy(bot(), ["Max"])] });
      const rosa = await bot().visit("Rosa");
      await rosa.types(`/access request ${name}`);
      await rosa.chooses("Request for specific period?", "Yes");
      const start = new Date(bot().deps.clock.now().getTime() + 3 * 86_400_000).toISOString().slice(0, 10);
      await rosa.fills("Start date", start);
      await rosa.clicks("Submit");
      await rosa.closesAllModals();
      await bot().settles();
      await presses("Max", "Approve");
      expect(await reads("Rosa", own(name))).toMatch(
        new RegExp(`Scheduled\\.\\nAccess begins at its start date\\.[^]*begins ${start} 00:00 UTC`),
      );
    }
    await presses("Rosa", "Cancel request");
    await bot().timePasses({ days: 3 });
    expect(await reads("Rosa", own("R20 kept"))).toMatch(/Delivered\.\nThe access is set up\./);
    expect(await reads("Rosa", own("R20 canceled"))).toMatch(/Canceled by Rosa Parks\./);
    const rosa = await bot().visit("Rosa");
    await rosa.types("/access mine");
    const held = (await rosa.messages()).at(-1) ?? "";
    expect(held).toMatch(/R20 kept\nMarketing · Delivered/);
    expect(held).not.toMatch(/R20 canceled\nMarketing/);
  });
});
