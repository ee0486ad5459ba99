import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openRedisQueue } from "../../src/jobs/redis-queue.ts";
import { createLogger } from "../../src/lib/log.ts";
import { StartFailure } from "../../src/lib/start.ts";
import { openPostgres } from "../../src/store/open-postgres.ts";
import { onOwnMachine } from "../support/program.ts";

const TIMEOUT_MS = 60_000;
/** Nobody listens on this port. */
const NOWHERE = "127.0.0.1:1";

describe("a start that cannot succeed", () => {
  it(
    "names every variable that is missing or malformed in one message",
    async () => {
      await onOwnMachine(async ({ start }) => {
        const wrong = {
          PORT: "many",
          ROLE: "boss",
          DATABASE_URL: "mysql://user:hush@host/db",
          SLACK_APP_TOKEN: "xoxb-hush",
          USER_ADMINISTRATORS: "Ada",
        };
        const { code, said } = await start(wrong).ended;
        expect(code).toBe(1);
        for (const name of [...Object.keys(wrong), "REDIS_URL", "SLACK_BOT_TOKEN"])
          expect(said).toMatch(new RegExp(`^ {2}- ${name} `, "m"));
        expect(said).not.toMatch(/hush|at .*\.ts/);
      });
    },
    TIMEOUT_MS,
  );

  it(
    "names every fault of the directory file with its line, and imports nothing",
    async () => {
      await onOwnMachine(async ({ directory, start }) => {
        const file = join(directory, "people.yaml");
        await writeFile(
          file,
          "people:\n  - {email: ada@example.com, name: Ada, shoeSize: 38}\ngroups:\n  - {id: g1, name: One, owners: [nobody@example.com]}\n",
        );
        const { code, said } = await start({ DIRECTORY_FILE: file }).ended;
        expect(code).toBe(1);
        expect(said).toMatch(/people\.yaml.*2.*shoeSize/);
        expect(said).toMatch(/people\.yaml.*4.*nobody@example\.com/);
        expect(said).not.toMatch(/at .*\.ts/);
      });
    },
    TIMEOUT_MS,
  );

  it(
    "names the faults of variables and of the directory file in one message",
    async () => {
      await onOwnMachine(async ({ directory, start }) => {
        const file = join(directory, "people.yaml");
        await writeFile(file, "people:\n  - {email: ada@example.com, name: Ada, shoeSize: 38}\n");
        const { code, said } = await start({ PORT: "many", DIRECTORY_FILE: file }).ended;
        expect(code).toBe(1);
        expect(said).toMatch(/^ {2}- PORT [\s\S]*people\.yaml.*2.*shoeSize/m);
      });
    },
    TIMEOUT_MS,
  );

  it(
    "says that it waits for the database, without the password",
    async () => {
      await onOwnMachine(async ({ start }) => {
        const servers = {
          DATABASE_URL: `postgres://bot:hush@${NOWHERE}/access`,
          REDIS_URL: `redis://:hush@${NOWHERE}`,
        };
        const program = start(servers);
        const [line] = await program.says(/Postgres at \S+ does not answer.*trying for another \d+ s/);
        expect(line).toContain(`postgres://bot@${NOWHERE}/access`);
        program.kill("SIGTERM");
        expect((await program.ended).said).not.toContain("hush");
      });
    },
    TIMEOUT_MS,
  );

  it("gives up on a database or a Redis with its address, without the password", async () => {
    const impatient = { log: createLogger("silent"), patienceMs: 0 };
    for (const [name, open] of [
      ["Postgres", () => openPostgres(`postgres://bot:hush@${NOWHERE}/access`, impatient)],
      ["Redis", () => openRedisQueue(`redis://:hush@${NOWHERE}`, { ...impatient, prefix: "unused" })],
    ] as const) {
      const failure: unknown = await open().catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(StartFailure);
      expect(String(failure)).toMatch(new RegExp(`${name} at \\S+127\\.0\\.0\\.1:1\\S* did not answer`));
      expect(String(failure)).not.toContain("hush");
    }
  });
});
