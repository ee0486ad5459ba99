import { expect, test } from "vitest";
import { markOf } from "../../src/app/package/chosen-roles.ts";
import { readRolesMetadata, writeRolesMetadata } from "../../src/slack/manage-package/roles-metadata.ts";
import { ids } from "./longest.ts";

const ROLES = ["Member", "Owner", null];
const metadata = (count: number) => ({
  packageId: "0f8fad5b-d9cb-469f-a165-70867728950e",
  version: 7,
  seen: 123_456_789,
  begun: { version: 6, seen: 123_456_700, stored: "s".repeat(22) },
  chosen: ids(count).map((resourceId, index) => ({ resourceId, mark: markOf(ROLES[index % 3] ?? null) })),
});

test("the resource roles that are being chosen are read as they were written, with and without a role", () => {
  for (const count of [0, 1, 40]) {
    const written = { ...metadata(count), type: "site" as const, onlySee: true };
    expect(readRolesMetadata(writeRolesMetadata(written))).toEqual(written);
  }
});

test("forty of them fit into what Slack lets a window remember", () => {
  expect(writeRolesMetadata(metadata(40)).length).toBeLessThan(3_000);
});

test("each role has its own mark, and no role has none", () => {
  expect(new Set(["Member", "member", "Owner"].map(markOf)).size).toBe(3);
  expect(markOf(null)).toBe("");
});
