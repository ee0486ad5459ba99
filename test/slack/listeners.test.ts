import type { App } from "@slack/bolt";
import { describe, expect, test } from "vitest";
import type { SlackDeps } from "../../src/slack/deps.ts";
import { registerListeners } from "../../src/slack/register-listeners.ts";
import { everyView } from "./every-view.ts";

/** What a listener waits for: a whole id or a pattern. Bolt runs all that match. */
type Pattern = string | RegExp;

interface Registered {
  actions: Pattern[];
  options: Pattern[];
  submissions: Pattern[];
  others: string[];
}

/** What is registered on an app that only takes note of it. */
function registered(): Registered {
  const all: Registered = { actions: [], options: [], submissions: [], others: [] };
  const idIn = (constraint: unknown, key: string): Pattern => {
    const isBare = typeof constraint === "string" || constraint instanceof RegExp;
    return isBare ? constraint : ((constraint as Record<string, Pattern>)[key] ?? "");
  };
  const app = {
    action: (constraint: unknown) => all.actions.push(idIn(constraint, "action_id")),
    options: (constraint: unknown) => all.options.push(idIn(constraint, "action_id")),
    view: (constraint: unknown) => all.submissions.push(idIn(constraint, "callback_id")),
    command: (name: string) => all.others.push(`command ${name}`),
    shortcut: (id: string) => all.others.push(`shortcut ${id}`),
    event: (name: string) => all.others.push(`event ${name}`),
  };
  registerListeners(app as unknown as App, {} as SlackDeps);
  return all;
}

interface Element {
  type: string;
  action_id: string;
}

/** Every element that somebody can use in a view, and whether the bot is told at once. */
function elementsIn(value: unknown, isDispatched = true): { element: Element; isDispatched: boolean }[] {
  if (typeof value !== "object" || value === null) return [];
  const dispatches =
    "type" in value && value.type === "input"
      ? "dispatch_action" in value && value.dispatch_action === true
      : isDispatched;
  const own = "action_id" in value ? [{ element: value as Element, isDispatched: dispatches }] : [];
  return [...own, ...Object.values(value).flatMap((inner) => elementsIn(inner, dispatches))];
}

const { actions, options, submissions, others } = registered();
const { modals, messages, homes } = everyView((length) => "x".repeat(length));
const elements = Object.values({ ...modals, ...messages, ...homes }).flatMap((view) => elementsIn(view));
const uniqueIds = (found: typeof elements) =>
  [...new Set(found.map(({ element }) => element.action_id))].toSorted((one, other) => one.localeCompare(other));
const matching = (patterns: readonly Pattern[], id: string) =>
  patterns.filter((each) => (typeof each === "string" ? each === id : each.test(id)));

describe("exactly one listener answers", () => {
  test.each(uniqueIds(elements.filter(({ isDispatched }) => isDispatched)))("the action %s", (id) => {
    expect(matching(actions, id)).toHaveLength(1);
  });

  test.each(uniqueIds(elements.filter(({ element }) => element.type.endsWith("external_select"))))(
    "the search of %s",
    (id) => {
      expect(matching(options, id)).toHaveLength(1);
    },
  );

  const submitted = Object.values(modals).flatMap(({ submit, callback_id: id }) => (submit && id ? [id] : []));
  test.each([...new Set(submitted)])("the submission of %s", (id) => {
    expect(matching(submissions, id)).toHaveLength(1);
  });
});

test("no listener waits for the inputs that are only read with their view", () => {
  const silent = uniqueIds(elements.filter(({ isDispatched }) => !isDispatched));
  expect(silent.flatMap((id) => matching(actions, id))).toEqual([]);
});

test("every listener for actions, searches and submissions has something that calls it", () => {
  const ids = uniqueIds(elements);
  const callbacks = Object.values(modals).map(({ callback_id: id = "" }) => id);
  const idle = (patterns: readonly Pattern[], among: readonly string[]) =>
    patterns.filter((each) => among.every((id) => matching([each], id).length === 0));
  expect([...idle(actions, ids), ...idle(options, ids), ...idle(submissions, callbacks)]).toEqual([]);
});

test("each command, shortcut and event has one listener", () => {
  expect(new Set(others).size).toBe(others.length);
  expect(others).toEqual(
    expect.arrayContaining(["command /access", "shortcut new-access-package", "event app_home_opened"]),
  );
});
