import { expect, test } from "vitest";
import { moment } from "../../src/slack/kit/moment.ts";

test("an instant is read in the reader's own zone, and in UTC where Slack cannot tell", () => {
  expect(moment(new Date("2024-02-29T23:59:59.900Z"))).toBe(
    "<!date^1709251199^{date_short} at {time}|2024-02-29 23:59 UTC>",
  );
});
