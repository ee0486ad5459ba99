import { describe, expect, it } from "vitest";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, OPEN, requests } from "./offers.ts";

const bot = useBot();

describe("the Home tab", () => {
  it("shows somebody new what they could ask for, and asks for it", async () => {
    await offers(bot(), "Home sweet home");
    const rosa = await bot().visit("Rosa");
    await rosa.opensHome();
    const home = await rosa.waitsToSee(/Hello, Rosa Parks/);
    expect(home).toMatch(
      /Your access\nYou hold no access package yet\.\nPackages to request\nHome sweet home\nMarketing/,
    );
    expect(home).not.toMatch(/Waiting for your decision|Your requests|What you manage|New access package/);
    await rosa.clicks("Request");
    await rosa.clicks("Submit");
    expect(await rosa.title()).toBe("Request submitted");
    await rosa.closesAllModals();
    await bot().settles();
    await rosa.opensHome();
    await rosa.waitsToSee(/Your access\nHome sweet home\nMarketing · Delivered\nUntil [^]*\[Extend\] \[Give up\]/);
    await rosa.clicks("Give up");
    await rosa.waitsToSee(/You hold no access package yet/);
    await rosa.clicks("Request access");
    expect(await rosa.title()).toBe("Request access");
    await rosa.closesAllModals();
  });

  it("lets one decide what waits, with and without a reason, and is drawn anew", async () => {
    for (const name of ["Wait 1", "Wait 2"]) {
      await offers(bot(), name, { policies: [decidedBy(bot(), ["Olivia"])] });
      await requests(await bot().visit("Tim"), name);
    }
    const olivia = await bot().visit("Olivia");
    await olivia.opensHome();
    const home = await olivia.waitsToSee(/Waiting for your decision\nTim Lee asks for Wait 1[^]*Wait 2/);
    expect(home).toMatch(/What you manage\nMarketing\nCatalog owner/);
    expect(home).toMatch(/\[New access package\]/);
    await olivia.clicks("Approve");
    await olivia.waitsToSee(/Waiting for your decision\nTim Lee asks for Wait 2/);
    await olivia.clicks("Deny");
    await olivia.clicks("Deny");
    await olivia.opensHome();
    expect(await olivia.waitsToSee(/Hello, Olivia/)).not.toMatch(/Waiting for your decision/);
  });

  it("shows more of a long list in a modal, in which one decides as well", async () => {
    const policy = { ...decidedBy(bot(), ["Grace"]), requestors: OPEN.requestors };
    for (let made = 1; made <= 7; made += 1) {
      await offers(bot(), `More ${made}`, { policies: [policy] });
      await requests(await bot().visit("Carl"), `More ${made}`);
    }
    const grace = await bot().visit("Grace");
    await grace.opensHome();
    const home = await grace.waitsToSee(/Waiting for your decision/);
    expect(home.match(/asks for More/g)).toHaveLength(5);
    await grace.clicks("Show more");
    expect(await grace.title()).toBe("Access packages");
    expect((await grace.sees()).match(/asks for More/g)).toHaveLength(7);
    await grace.clicks("Approve");
    await grace.waitsToSee(/^(?![^]*More 1\n)[^]*asks for More 2/);
    await grace.clicks("Details");
    expect(await grace.title()).toBe("Request details");
    await grace.closesModal();
    await grace.clicks("Deny");
    expect(await grace.title()).toBe("Deny request");
    await grace.clicks("Deny");
    await grace.waitsToSee(/^(?![^]*More 2\n)[^]*asks for More 3/);
  });
});
