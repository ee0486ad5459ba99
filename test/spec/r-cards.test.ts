import { describe, expect, it } from "vitest";
import { catalog } from "../../src/store/schema/catalog.ts";
import { eq } from "drizzle-orm";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, requests } from "./offers.ts";
import { idOf } from "./world.ts";

const bot = useBot();

describe("cards", () => {
  it("R1: the first approver decides by the card; the other's loses its buttons and says who, what and why", async () => {
    await offers(bot(), "R1 card", { policies: [decidedBy(bot(), ["Alan", "Grace"])] });
    const rosa = await bot().visit("Rosa");
    await requests(rosa, "R1 card");
    await bot().settles();
    const [alan, grace] = [await bot().visit("Alan"), await bot().visit("Grace")];
    await grace.hasMessage(/Rosa Parks requests R1 card[^]*\[Approve\] \[Deny\] \[Details\]/);
    await alan.clicks("Deny");
    expect(await alan.title()).toBe("Deny request");
    await alan.fills("Reason", "Ask again in May");
    await alan.clicks("Deny");
    await bot().settles();
    const card = await grace.hasMessage(/Denied by Alan Turing: “Ask again in May”/);
    expect(card).not.toMatch(/\[Approve\]/);
    await rosa.hasMessage(/Your request for R1 card[^]*Denied by Alan Turing: “Ask again in May”[^]*\[Resubmit\]/);
  });

  it("R5, R6: the requestor submits it again and cancels it, by the buttons of their own message", async () => {
    const rosa = await bot().visit("Rosa");
    await rosa.clicks("Resubmit");
    expect(await rosa.value("Access package")).toBe("R1 card");
    await rosa.clicks("Submit");
    await rosa.closesAllModals();
    await bot().settles();
    await rosa.clicks("Cancel request");
    await bot().settles();
    await rosa.hasMessage(/Canceled by Rosa Parks/);
    const alan = await bot().visit("Alan");
    expect(await alan.hasMessage(/The request was canceled by Rosa Parks/)).not.toMatch(/\[Approve\]/);
  });

  it("in the approvals channel tell whoever may not decide so privately, the requestor among them", async () => {
    const channel = (await (await bot().visit("Ada")).screen()).conversations.find(({ name }) => name === "#general");
    await bot()
      .database.read.update(catalog)
      .set({ approvalsChannel: channel?.id ?? null })
      .where(eq(catalog.id, idOf(bot().world.catalogs, "Engineering")));
    await offers(bot(), "In the channel", { catalog: "Engineering", policies: [decidedBy(bot(), ["Alan"])] });
    const rosa = await bot().visit("Rosa");
    await requests(rosa, "In the channel");
    await bot().settles();
    await rosa.clicks("Approve");
    await rosa.hasMessage(/only visible to you[^]*Nobody decides their own request/);
    const tim = await bot().visit("Tim");
    await tim.clicks("Approve");
    await tim.hasMessage(/only visible to you[^]*You are not an approver of this request now/);
    await tim.clicks("Details");
    await tim.hasMessage(/There is no request that you can see/);

    const alan = await bot().visit("Alan");
    await alan.clicks("Details");
    await alan.clicks("Approve");
    await alan.waitsToSee(/Approval: Approved by Alan Turing/);
    await bot().settles();
    expect(await tim.hasMessage(/Approved by Alan Turing/)).not.toMatch(/\[Approve\]/);
  });
});
