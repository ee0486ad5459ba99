import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { permissionsDoc } from "../../scripts/permissions-doc.ts";

test("docs/permissions.md says what the permissions table says (npm run docs:permissions)", () => {
  expect(readFileSync(new URL("../../docs/permissions.md", import.meta.url), "utf8")).toBe(permissionsDoc());
});
