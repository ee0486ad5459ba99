import { describe, expect, it } from "vitest";
import { useBot } from "../support/bot.ts";
import { decidedBy, offers, requests } from "./offers.ts";

const bot = useBot({ startsAt: new Date("2026-03-02T09:00:00Z") });

describe("/access report", () => {
  it("tells staff of their catalogs in numbers, and sends each part as a file", async () => {
    await offers(bot(), "Much used");
    await offers(bot(), "Never used");
    await offers(bot(), "Elsewhere", { catalog: "Engineering" });
    await offers(bot(), "Decided", { policies: [decidedBy(bot(), ["Alan"])] });
    for (const name of ["Rosa", "Tim"]) await requests(await bot().visit(name), "Much used");
    await requests(await bot().visit("Rosa"), "Decided");
    await bot().timePasses({ hours: 5 });
    const alan = await bot().visit("Alan");
    await alan.types("/access approvals");
    await alan.clicks("Approve");
    await bot().settles();
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access report");
    const report = await olivia.hasMessage(/Report on the catalogs/);
    expect(report).toMatch(/Holders\*\nMuch used · Marketing · 2\nDecided · Marketing · 1\n/);
    expect(report).toMatch(/Requests of the last 90 days\*\nDelivered · 3\n/);
    expect(report).toMatch(/by access package\*\nDecided · Marketing · 5 hours\n/);
    expect(report).toMatch(/by approver\*\nAlan \w+ · 5 hours\n/);
    expect(report).toMatch(/ends in the next 30 days, in UTC\*\nRosa \w+ · Much used · 2026-04-01 09:00\n/);
    expect(report).toMatch(/nobody holds\*\nNever used · Marketing\n/);
    expect(report).not.toMatch(/Elsewhere/);
    await olivia.clicks("Export");
    await bot().settles();
    await olivia.hasMessage(/Holders: 2 rows\.\nHolders\.csv/);
    await olivia.clicks("Chart");
    await olivia.hasMessage(
      /Holders: the chart is on its way[^]*\nAccess package · Catalog · Holders\nMuch used · Marketing · 2\nDecided · Marketing · 1$/,
    );
    await bot().settles();
    await olivia.hasMessage(/Holders\. 1\. Much used: 2; 2\. Decided: 1\n[^]*Holders\.png/);
    const pictures = JSON.stringify((await olivia.screen()).conversations);
    const [, address = "", spoken] = /"image_url":"([^"]+)","alt_text":"([^"]+)"/.exec(pictures) ?? [];
    expect(spoken).toBe("Holders. 1. Much used: 2; 2. Decided: 1");
    const bytes = Buffer.from(await (await fetch(address)).arrayBuffer());
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([720, 96]);
  });

  it("draws times as well, in hours", async () => {
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access report");
    await olivia.clicks("Chart", { nth: 4 });
    await olivia.hasMessage(/by approver: the chart is on its way[^]*\nApprover · Time\nAlan \w+ · 5 hours$/);
    await bot().settles();
    await olivia.hasMessage(/by approver\. 1\. Alan \w+: 5 hours\n/);
  });

  it("is for staff: others are told whom to ask", async () => {
    const rosa = await bot().visit("Rosa");
    await rosa.types("/access report");
    await rosa.hasMessage(/You may not see reports\. Ask /);
  });
});
