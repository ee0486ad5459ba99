import { describe, expect, it } from "vitest";
import type { Visitor } from "../../src/sandbox/visitor.ts";
import { outbox } from "../../src/store/schema/journal.ts";
import { useBot } from "../support/bot.ts";
import { offers, requests } from "./offers.ts";

const bot = useBot({ startsAt: new Date("2026-03-02T09:00:00Z") });

/** The files that stand in the person's messages, the newest last: each with its name and what is in it. */
async function files(visitor: Visitor): Promise<{ name: string; text: string }[]> {
  const shown = JSON.stringify((await visitor.screen()).conversations);
  const found = [...shown.matchAll(/<(http[^|]*)\|([^>]*)> \([\d,]+ bytes\)/g)];
  return Promise.all(
    found.map(async ([, address = "", name = ""]) => {
      const bytes = await (await fetch(address)).arrayBuffer();
      return { name, text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) };
    }),
  );
}

describe("Export", () => {
  it("sends who has a package as a file that spreadsheets open, with formulas made harmless", async () => {
    await offers(bot(), "=Exported, twice");
    await requests(await bot().visit("Rosa"), "=Exported, twice");
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access who =Exported, twice");
    await olivia.clicks("Export");
    await olivia.hasMessage(/The file is being made/);
    await bot().settles();
    await olivia.hasMessage(/=Exported, twice: 1 row\.\n=Exported, twice\.csv/);
    const [file] = await files(olivia);
    expect(file?.text).toMatch(
      /^\u{FEFF}Person,Role,Access package,Catalog,Since \(UTC\),Taken away \(UTC\),Ends \(UTC\)\r\nRosa \w+,,"'=Exported, twice",Marketing,2026-03-02 09:00,,2026-04-01 09:00\r\n$/u,
    );
    const promised = (await bot().database.read.select().from(outbox)).filter(({ job }) => job === "list.export");
    expect(JSON.stringify(promised.map(({ payload }) => payload))).not.toMatch(/Exported|Olivia|Rosa/);
  });

  it("sends a history as it is filtered, to whoever may see it when the file is made", async () => {
    await offers(bot(), "With a history");
    await requests(await bot().visit("Tim"), "With a history", "For the launch");
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access history With a history");
    await olivia.chooses("Show", "Requests and decisions");
    await olivia.clicks("Export");
    await bot().settles();
    await olivia.hasMessage(/History of With a history: \d rows?\./);
    const file = (await files(olivia)).find(({ name }) => name.startsWith("History"));
    expect(file?.text).toMatch(/2026-03-02 09:00,Request of Tim \w+ submitted,Tim \w+,,"“For the launch”\nPolicy: /);
    expect(file?.text).not.toMatch(/begins/);
  });

  it("comes although Slack fails once on the way", async () => {
    await offers(bot(), "Not sent");
    await requests(await bot().visit("Rosa"), "Not sent");
    bot().orders({ on: "api", name: "files.getUploadURLExternal", does: { kind: "status", status: 500 } });
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access who @Rosa on 2 March");
    await olivia.clicks("Export");
    await bot().settles();
    await olivia.hasMessage(/Rosa \w+ on 2026-03-02: \d rows\./);
  });
});
