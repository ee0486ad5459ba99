import { join } from "node:path";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { auditRows } from "../../src/store/query/audit.ts";
import type { Database } from "../../src/store/database.ts";
import { openEmbedded } from "../../src/store/open-embedded.ts";
import { onOwnMachine } from "../support/program.ts";

const AT = new Date("2024-02-29T12:00:00Z");
const PACKAGE = "00000000-0000-4000-8000-000000000003";
const BY = { kind: "person", id: "00000000-0000-4000-8000-000000000002" };
const EVENTS = Array.from({ length: 3 }, (_, number) => ({
  type: "package.shared" as const,
  target: { kind: "package" as const, id: PACKAGE },
  channel: `C${number}`,
  sharedBy: "U1",
  shareId: PACKAGE,
}));

it("audit:verify proves the trail, misses a hash that is gone, and names the first broken row", async () => {
  await onOwnMachine(async ({ directory, runs }) => {
    const verify = (...options: string[]) => runs("verify-audit", options).ended;
    const inDatabase = async (work: (database: Database) => Promise<unknown>) => {
      const database = await openEmbedded(join(directory, "data"));
      await work(database);
      await database.close();
    };

    const without = await verify();
    expect(without).toMatchObject({ code: 2, said: expect.stringContaining("There is no database in") });

    await inDatabase((database) =>
      database.transact(
        async () => {},
        () => [auditRows(AT, BY, EVENTS)],
      ),
    );
    const whole = await verify();
    expect(whole).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^Audit rows proven: 3\. Last hash: [0-9a-f]{64}\n$/),
    });
    const kept = whole.said.slice(-65, -1);
    expect((await verify("--expect", kept)).code).toBe(0);
    expect(await verify("--expect", "0".repeat(64))).toMatchObject({
      code: 1,
      said: expect.stringContaining("No row has the hash"),
    });

    await inDatabase(async ({ read }) => {
      await read.execute(sql`alter table audit disable trigger user`);
      await read.execute(sql`update audit set reason = 'Never said' where id = 2`);
    });
    const broken = await verify("--expect", kept);
    expect(broken.code).toBe(1);
    expect(broken.said).toMatch(/^Audit rows proven: 1\./);
    expect(broken.said).toMatch(/breaks at row 2 \(2024-02-29T12:00:00\.000000Z, package\.shared\): .*altered/);
    expect(broken.said).not.toContain("Never said");
  });
}, 120_000);
