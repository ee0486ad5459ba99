import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect, test } from "vitest";

interface Journal {
  entries: { idx: number; when: number; tag: string }[];
}

const journal = JSON.parse(readFileSync("drizzle/meta/_journal.json", "utf8")) as Journal;

test("every migration is in the journal, in order", () => {
  const files = readdirSync("drizzle").filter((name) => name.endsWith(".sql"));
  expect(files.toSorted()).toEqual(journal.entries.map(({ tag }) => `${tag}.sql`));
  expect(journal.entries.map(({ idx }) => idx)).toEqual(journal.entries.map((_, at) => at));
  const times = journal.entries.map(({ when }) => when);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test("the schema has no change that no migration makes", () => {
  const folder = mkdtempSync(join(tmpdir(), "drizzle-"));
  try {
    cpSync("drizzle", folder, { recursive: true });
    const before = readdirSync(folder);
    const schema = "--schema=./src/store/schema/*.ts";
    execFileSync(
      "node",
      [
        "node_modules/drizzle-kit/bin.cjs",
        "generate",
        "--dialect=postgresql",
        schema,
        `--out=${relative(".", folder)}`,
      ],
      {
        stdio: "pipe",
      },
    );
    expect(readdirSync(folder)).toEqual(before);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 30_000);
