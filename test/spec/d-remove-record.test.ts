import { describe, expect, it } from "vitest";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, requests } from "./offers.ts";

const bot = useBot();

describe("Requests in Manage package", () => {
  it("D16: lists them; a completed record is removed, and access is unchanged", async () => {
    await offers(bot(), "D16 kit", { policies: [decidedBy(bot(), ["Alan"])] });
    const rosa = await bot().visit("Rosa");
    await requests(rosa, "D16 kit");
    await rosa.types("/access mine");
    await rosa.clicks("Cancel request");
    await requests(rosa, "D16 kit");
    await bot().settles();
    const alan = await bot().visit("Alan");
    await alan.clicks("Approve");
    await bot().settles();

    const olivia = await bot().visit("Olivia");
    await olivia.types("/access who D16 kit");
    const held = await olivia.hasMessage(/1 person holds D16 kit\nRosa Parks\n/);
    await olivia.types("/access package D16 kit");
    await olivia.clicks("Requests");
    const both = await olivia.waitsToSee(/Requests for D16 kit\nRosa Parks\nDelivered\n[^]*\nRosa Parks\nCanceled\n/);
    expect(both.match(/\[Remove record\]/g)).toHaveLength(1);

    await olivia.clicks("Remove record");
    const left = await olivia.waitsToSee(/Requests for D16 kit\nRosa Parks\nDelivered\n(?![^]*Canceled)/);
    expect(left).not.toMatch(/Remove record/);
    await olivia.closesAllModals();

    await olivia.types("/access who D16 kit");
    expect((await olivia.messages()).at(-1)).toBe(held);
    await rosa.types("/access mine");
    await rosa.hasMessage(/Your access\nD16 kit\n[^]*Your requests\nD16 kit\nDelivered\n(?![^]*Canceled)/);
    await olivia.types("/access history D16 kit");
    await olivia.hasMessage(/Record of the request of Rosa Parks removed[^]*Request of Rosa Parks canceled/);
  });
});
