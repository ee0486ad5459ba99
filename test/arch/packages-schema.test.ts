import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { packagesJsonSchema } from "../../src/domain/packages-as-code/packages-file.ts";

test("docs/packages.schema.json says what is read (npm run --silent packages -- schema > docs/packages.schema.json)", () => {
  const published: unknown = JSON.parse(
    readFileSync(new URL("../../docs/packages.schema.json", import.meta.url), "utf8"),
  );
  expect(published).toEqual(JSON.parse(JSON.stringify(packagesJsonSchema())));
});
