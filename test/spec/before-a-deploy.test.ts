/** Windows that stand open while the program is replaced by one that remembers something else in them. */
import { describe, expect, it } from "vitest";
import { everyView } from "../slack/every-view.ts";
import { useBot } from "../support/bot.ts";

const bot = useBot();

/** What such a window remembers. */
const OLDER = { private_metadata: '{"from":"another time"}' };

/** One window of each kind that is submitted and remembers more than an id. */
const FORMS = new Map(
  Object.values(everyView((length) => "x".repeat(length)).modals)
    .filter(({ submit, private_metadata: metadata }) => submit && metadata?.startsWith("{"))
    .map((view) => [view.callback_id ?? "", view]),
);

describe("a window from before a deploy", () => {
  it.each([...FORMS])("%s is refused in words", async (_, view) => {
    const shown = { id: "VOLDER", hash: "1", view, values: {}, errors: {} };
    const answer = JSON.stringify(await bot().resubmit("Ada", shown, OLDER));
    expect(answer).toMatch(/from before an update of this app|was out of date/);
  });
});
