import { expect, test } from "vitest";
import { parseExplain } from "../../src/slack/explain/parse-explain.ts";

test.each([
  ["", "", null],
  ["Sales kit", "Sales kit", null],
  ["Sales kit <@U01ROSA>", "Sales kit", "U01ROSA"],
  ["Sales kit <@U01ROSA|rosa>", "Sales kit", "U01ROSA"],
  ["Sales kit<@W01ROSA>", "Sales kit", "W01ROSA"],
  ["<@U01ROSA|rosa>", "", "U01ROSA"],
  ["<@U01ROSA|rosa> Sales kit", "<@U01ROSA|rosa> Sales kit", null],
  ["Mail @rosa", "Mail @rosa", null],
])("“%s” names the package “%s” and the person %s", (rest, name, mentioned) => {
  expect(parseExplain(rest)).toEqual({ name, mentioned });
});
