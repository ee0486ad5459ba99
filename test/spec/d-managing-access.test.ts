import { describe, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { catalog } from "../../src/store/schema/catalog.ts";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, requests } from "./offers.ts";
import { idOf } from "./world.ts";

const bot = useBot({ startsAt: new Date("2026-03-02T09:00:00Z") });

async function types(name: string, text: string) {
  const visitor = await bot().visit(name);
  await visitor.types(text);
  return visitor;
}

const last = async (visitor: Awaited<ReturnType<typeof types>>) => (await visitor.messages()).at(-1) ?? "";

describe("Remove access, in /access who", () => {
  it("ends somebody's access with a reason, which the holder reads; the list follows", async () => {
    await offers(bot(), "Removable");
    await requests(await bot().visit("Rosa"), "Removable");
    await bot().settles();
    const olivia = await types("Olivia", "/access who Removable");
    await olivia.clicks("Remove access");
    expect(await olivia.title()).toBe("Remove access");
    expect(await olivia.sees()).toMatch(/Rosa Parks loses Removable at once\./);
    await olivia.fills("Reason", "The *project* is over");
    await olivia.clicks("Remove");
    await olivia.hasMessage(/Nobody holds Removable\./);
    await bot().settles();
    const rosa = await bot().visit("Rosa");
    await rosa.hasMessage(
      /Your access to Removable has ended: it was removed by the catalog's staff: “The \*project\* is over”\./,
    );
  });

  it("stands with what a person holds too, and is not offered for one's own to those who are no staff", async () => {
    await offers(bot(), "Held twice");
    const tim = await bot().visit("Tim");
    await requests(tim, "Held twice");
    await bot().settles();
    await tim.types("/access who @Tim");
    expect(await last(tim)).toMatch(/Held twice/);
    expect(await last(tim)).not.toMatch(/Remove access|Reprocess/);
    const olivia = await types("Olivia", "/access who @Tim");
    await olivia.clicks("Remove access");
    await olivia.clicks("Remove");
    await olivia.hasMessage(/Tim Lee holds no access package of the catalogs/);
  });

  it("D17: Reprocess gives again what was lost outside", async () => {
    await offers(bot(), "D17 kit");
    await requests(await bot().visit("Rosa"), "D17 kit");
    await bot().settles();
    const olivia = await types("Olivia", "/access who D17 kit");
    expect(await last(olivia)).toMatch(/Delivered\n\[Remove access\] \[Reprocess\]/);
    await olivia.clicks("Reprocess");
    await olivia.hasMessage(/1 person holds D17 kit[^]*Delivering\n\[Remove access\]/);
    await bot().settles();
    await olivia.types("/access who D17 kit");
    await olivia.hasMessage(/1 person holds D17 kit[^]*Delivered\n/);
  });
});

describe("Requests that wait, in /access who PACKAGE", () => {
  it("are listed for staff, the oldest first, and can be canceled there", async () => {
    await offers(bot(), "Waiting kit", { policies: [decidedBy(bot(), ["Alan"])] });
    for (const name of ["Rosa", "Tim", "Grace", "Max", "Carl", "Ada"]) {
      await requests(await bot().visit(name), "Waiting kit");
      await bot().timePasses({ minutes: 1 });
    }
    const olivia = await types("Olivia", "/access who Waiting kit");
    const list = await last(olivia);
    expect(list).toMatch(
      /Nobody holds Waiting kit\.\nRequests that wait\nRosa Parks\nPending approval\nAsked 2026-03-02 09:00 UTC · decided by[^]*Carl Sagan/,
    );
    expect(list).not.toMatch(/Ada Lovelace/);
    await olivia.clicks("More");
    await olivia.hasMessage(/Requests that wait\nAda Lovelace\n[^]*\[Details\] \[Cancel request\] \[Re-route\]/);
    await olivia.clicks("Cancel request");
    await olivia.hasMessage(/No request for this access package waits\./);
    await bot().settles();
    await (await bot().visit("Ada")).hasMessage(/Canceled by Olivia Ostrom/);
  });
});

describe("Re-route", () => {
  it("hands a request to others with a reason: old cards lose their buttons and say why, new ones are sent", async () => {
    await offers(bot(), "Rerouted kit", { policies: [decidedBy(bot(), ["Alan"])] });
    const rosa = await bot().visit("Rosa");
    await requests(rosa, "Rerouted kit");
    await bot().settles();
    const alan = await bot().visit("Alan");
    await alan.hasMessage(/Rosa Parks requests Rerouted kit[^]*\[Approve\]/);
    const olivia = await types("Olivia", "/access who Rerouted kit");
    await olivia.clicks("Re-route");
    expect(await olivia.title()).toBe("Re-route request");
    expect(await olivia.sees()).toMatch(/Asked now: Alan Turing\./);
    await olivia.picksPeople("Approvers", ["Rosa Parks"]);
    await olivia.fills("Reason", "Alan is away");
    await olivia.clicks("Re-route");
    expect((await olivia.errors())["Approvers"]).toMatch(/Nobody decides their own request.*leave out Rosa Parks\./);
    await olivia.picksPeople("Approvers", ["Grace Hopper"]);
    await olivia.clicks("Re-route");
    await bot().settles();
    const why = "Re-routed by Olivia Ostrom: “Alan is away”";
    const old = await alan.hasMessage(
      new RegExp(`Rerouted kit[^]*${why}[^]*You are not asked to decide this any more`),
    );
    expect(old).not.toMatch(/\[Approve\]/);
    await rosa.hasMessage(new RegExp(`Your request for Rerouted kit[^]*${why}\nAsked: Grace Hopper\\.`));
    const grace = await bot().visit("Grace");
    await grace.hasMessage(new RegExp(`Rosa Parks requests Rerouted kit[^]*${why}[^]*\\[Approve\\]`));
    await grace.clicks("Approve");
    await bot().settles();
    await rosa.hasMessage(/Your request for Rerouted kit[^]*Approved by Grace Hopper/);
    await olivia.types("/access history Rerouted kit");
    await olivia.hasMessage(
      /Other approvers asked for the request of Rosa Parks, stage 1 · Olivia Ostrom\n“Alan is away”/,
    );
  });

  it("stands in the details of a request too, and the card in the approvals channel follows", async () => {
    const channel = (await (await bot().visit("Ada")).screen()).conversations.find(({ name }) => name === "#general");
    await bot()
      .database.read.update(catalog)
      .set({ approvalsChannel: channel?.id ?? null })
      .where(eq(catalog.id, idOf(bot().world.catalogs, "Engineering")));
    await offers(bot(), "Channel kit", { catalog: "Engineering", policies: [decidedBy(bot(), ["Alan"])] });
    await requests(await bot().visit("Tim"), "Channel kit");
    const ada = await types("Ada", "/access who Channel kit");
    await ada.clicks("Details");
    await ada.clicks("Re-route");
    await ada.picksPeople("Approvers", ["Max Planck"]);
    await ada.fills("Reason", "Max knows the team");
    await ada.clicks("Re-route");
    await ada.waitsToSee(/Re-routed by Ada Lovelace: “Max knows the team”\nApproval: asked: Max Planck\./);
    await ada.closesAllModals();
    await bot().settles();
    await (
      await bot().visit("Alan")
    ).hasMessage(
      /Tim Lee requests Channel kit[^]*Re-routed by Ada Lovelace: “Max knows the team”\nApprovers: @Max Planck/,
    );
  });

  it("is not offered to those who are no staff", async () => {
    await offers(bot(), "Not to be re-routed", { policies: [decidedBy(bot(), ["Alan"])] });
    await requests(await bot().visit("Rosa"), "Not to be re-routed");
    await bot().settles();
    const alan = await bot().visit("Alan");
    await alan.clicks("Details");
    expect(await alan.sees()).toMatch(/\[Approve\]/);
    expect(await alan.sees()).not.toMatch(/Re-route/);
  });
});
