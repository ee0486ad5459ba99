import { describe, expect, test } from "vitest";
import { escape, unescape } from "../../src/slack/kit/text.ts";
import { everyView } from "./every-view.ts";

/** What somebody may call a package, a catalog, a role or themselves. */
const NAME = "<!channel> *b* <@U01ADA> & :tada:";
const ESCAPED = "&lt;!channel&gt; *b* &lt;@U01ADA&gt; &amp; :tada:";

interface ShownText {
  type: "plain_text" | "mrkdwn";
  text: string;
  emoji?: boolean;
}

/** Every text in it, and what stands in its inputs. */
function textsIn(value: unknown): ShownText[] {
  if (typeof value !== "object" || value === null) return [];
  if ("initial_value" in value) return [{ type: "plain_text", text: String(value.initial_value), emoji: false }];
  // A cell of a table stands as it is.
  if ("type" in value && value.type === "raw_text" && "text" in value)
    return [{ type: "plain_text", text: String(value.text), emoji: false }];
  const isText = "type" in value && (value.type === "plain_text" || value.type === "mrkdwn") && "text" in value;
  return isText ? [value as ShownText] : Object.values(value).flatMap(textsIn);
}

const { modals, messages, homes, options } = everyView(() => NAME);
const everything = Object.entries({ ...modals, ...messages, ...homes, ...options });

describe("what people wrote is shown as they typed it:", () => {
  test.each(everything)("%s", (_, view) => {
    const written = textsIn(view).filter(({ text }) => text.includes("channel>") || text.includes("channel&gt;"));
    expect(written.filter(({ type, emoji }) => type !== "plain_text" || emoji !== false)).toEqual([]);
    expect(written.filter(({ text }) => !text.includes("<!channel> *b*") && !text.includes("…"))).toEqual([]);
  });

  test("and each kind of view that names something has such a text", () => {
    const named = everything.filter(([, view]) => textsIn(view).some(({ text }) => text.includes(NAME)));
    const silent = everything.filter((each) => !named.includes(each)).map(([name]) => name);
    expect(silent).toEqual([
      "Basics with nothing in it",
      "Resource roles without resources",
      "Policy as it opens",
      "Policy for later",
      "Policy for nobody",
      "Policy without approval",
      "Policy with a date that does not exist",
      "Select pane for a group with nothing picked",
      "Select pane for a application with nothing picked",
      "Select pane for a site with nothing picked",
      "New catalog",
      "Share",
      "Add resources",
      "New catalog by itself",
      "Request access, nothing chosen",
      "Help",
      "Help for somebody who may do little",
      "Find where there is nothing",
      "No catalogs",
      "No requests that wait",
      "Nothing that one held on a day",
      "A chart of nothing",
      "A report on nothing",
      "No approvals that one gave",
      "No delegations",
      "No approvals",
      "Nothing held and nothing asked for",
      "Asked later",
      "Asked instead",
      "Asked as the request was handed on",
      "No access reviews",
    ]);
  });
});

test.each(Object.entries(messages))("the text that notifications read mentions nobody: %s", (_, { text }) => {
  expect(text.replaceAll(ESCAPED, "")).not.toMatch(/[<>]/);
});

test("what Slack would take for a mention or a link is escaped, and nothing else", () => {
  expect(escape(NAME)).toBe(ESCAPED);
  expect(unescape(ESCAPED)).toBe(NAME);
  expect(unescape(escape("&lt;"))).toBe("&lt;");
});

test.each([
  ["See #marketing now", "See <#C0123ABC|marketing> now"],
  ["Tools of example.com", "Tools of <http://example.com|example.com>"],
  ["https://example.com/a?b&c kit", "<https://example.com/a?b&amp;c> kit"],
  ["Ask it@example.com", "Ask <mailto:it@example.com|it@example.com>"],
  ["<#C0123ABC|marketing> & <http://example.com>", "&lt;#C0123ABC|marketing&gt; &amp; &lt;http://example.com&gt;"],
  ["<https://example.com|another text>", "<https://example.com|another text>"],
  ["<@U0123ABC|ada>", "<@U0123ABC|ada>"],
])("what was typed as “%s” after a command is read so", (typed, sent) => {
  expect(unescape(sent)).toBe(typed);
});
