import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { holdDataDirectory } from "../../src/store/data-directory.ts";

let directory = "";
let other: ChildProcess | undefined;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "access-packages-"));
});
afterEach(async () => {
  other?.kill();
  await rm(directory, { recursive: true });
});

test("a directory that another process uses is refused, and the message says by whom", async () => {
  other = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"]);
  await writeFile(join(directory, "process.lock"), String(other.pid));
  await expect(holdDataDirectory(directory)).rejects.toThrow(`in use by process ${other.pid}`);
});

test("a lock that a killed process left is taken over", async () => {
  await writeFile(join(directory, "process.lock"), "999999999");
  const held = await holdDataDirectory(directory);
  expect(await readFile(join(directory, "process.lock"), "utf8")).toBe(String(process.pid));
  await held.release();
});

test("a directory that was released can be taken again", async () => {
  await (await holdDataDirectory(directory)).release();
  await (await holdDataDirectory(directory)).release();
});

test("a directory that cannot be made is refused in words", async () => {
  await writeFile(join(directory, "file"), "");
  await expect(holdDataDirectory(join(directory, "file"))).rejects.toThrow(/cannot be used.*DATA_DIR/);
});
