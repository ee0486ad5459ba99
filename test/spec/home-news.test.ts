import { describe, expect, it } from "vitest";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, requests } from "./offers.ts";

const bot = useBot();
/** Several changes are shown by one publish, a little later. */
const soon = { withinMs: 12_000 };

describe("the Home tab", () => {
  it("is published when something of theirs changes, to those who have opened it before", async () => {
    await offers(bot(), "Home news", { policies: [decidedBy(bot(), ["Alan"])] });
    const [alan, max] = [await bot().visit("Alan"), await bot().visit("Max")];
    await alan.opensHome();
    await alan.waitsToSee(/Hello, Alan/);
    await requests(max, "Home news");
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access catalog Marketing");
    await olivia.picksPeople("Catalog readers", ["Alan"]);
    await olivia.clicks("Save");
    await bot().settles();
    const home = await alan.waitsToSee(/Waiting for your decision/, soon);
    expect(home).toMatch(/Waiting for your decision\nMax \w+ asks for Home news/);
    expect(home).toMatch(/What you manage\nMarketing\nCatalog reader/);
    expect((await max.screen()).home).toBeNull();
  });
});
