import { sql } from "drizzle-orm";
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
      /^\u{FEFF}Person,E-mail,Role,Access package,Catalog,Since \(UTC\),Taken away \(UTC\),Ends \(UTC\)\r\nRosa \w+,rosa@example\.com,,"'=Exported, twice",Marketing,2026-03-02 09:00,,2026-04-01 09:00\r\n$/u,
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

  it("comes once, though its job is done again, or the answer is lost once it stands there", async () => {
    await offers(bot(), "Sent once");
    await requests(await bot().visit("Rosa"), "Sent once");
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access who Sent once");
    bot().orders({ on: "api", name: "files.completeUploadExternal", does: { kind: "drop", isDone: true } });
    await olivia.clicks("Export");
    await bot().settles();
    await bot().database.read.execute(sql`insert into outbox (id, job, payload, created_at)
      select gen_random_uuid(), job, payload, created_at from outbox where job = 'list.export' order by created_at desc limit 1`);
    await bot().settles();
    expect((await olivia.messages()).filter((text) => /^Sent once: 1 row\./m.test(text))).toHaveLength(1);
  });

  it("is cut after 10,000 rows, and says so", async () => {
    await offers(bot(), "First of many");
    await bot().database.read.execute(sql`
      insert into access_package (catalog_id, name, name_key, description, created_by, created_at)
      select catalog_id, 'Many ' || n, 'many ' || n, description, created_by, created_at
      from access_package, generate_series(1, 10000) n where name = 'First of many'`);
    const olivia = await bot().visit("Olivia");
    await olivia.types("/access report");
    await olivia.clicks("Export", { nth: 4 });
    await bot().settles();
    await olivia.hasMessage(/nobody holds: the first 10,000 rows; there are more, which this file leaves out\./);
    const file = (await files(olivia)).at(-1);
    expect(file?.text.trimEnd().split("\r\n")).toHaveLength(10_001);
  });
});
