import { describe, expect, it } from "vitest";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, requests } from "./offers.ts";

const bot = useBot({ startsAt: new Date("2026-03-02T09:00:00Z") });

describe("D24: an approver revokes an earlier approval", () => {
  it("with a reason: access ends, and both sides see the reason", async () => {
    await offers(bot(), "D24 kit", { policies: [decidedBy(bot(), ["Alan"])] });
    const rosa = await bot().visit("Rosa");
    await requests(rosa, "D24 kit");
    await bot().settles();
    const alan = await bot().visit("Alan");
    await alan.clicks("Approve");
    await bot().settles();
    await alan.types("/access approvals");
    await alan.hasMessage(/No request waits for your decision\.\n\[Approved by me\]/);
    await alan.clicks("Approved by me");
    await alan.hasMessage(/Rosa Parks holds D24 kit\nApproved 2026-03-02 09:00 UTC · ends 2026-04-01 09:00 UTC/);
    await alan.clicks("Revoke approval");
    expect(await alan.title()).toBe("Revoke approval");
    expect(await alan.sees()).toMatch(/Rosa Parks loses D24 kit at once\./);
    await alan.fills("Reason", "Rosa left the *team*");
    await alan.clicks("Revoke");
    await alan.hasMessage(/Nobody holds anything that you have approved\./);
    await bot().settles();
    const why = "its approval was revoked: “Rosa left the \\*team\\*”";
    await alan.hasMessage(new RegExp(`Rosa Parks requests D24 kit[^]*Access has ended: ${why}\\.`));
    await rosa.hasMessage(new RegExp(`Your access to D24 kit has ended: ${why}\\.`));
    await rosa.hasMessage(new RegExp(`Your request for D24 kit[^]*Access ended: ${why}\\.`));
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access history D24 kit");
    await olivia.hasMessage(
      /Access of Rosa Parks ended · Alan Turing\n“Rosa left the \*team\*”[^]*Why: its approval was revoked/,
    );
  });
});
