import type { ViewStateValue } from "@slack/bolt";
import { storable } from "../../lib/text.ts";

/** What was typed, by field path: a text or one choice, several choices, or null where nothing was. */
export type Typed = Record<string, string | string[] | null>;

type StateValues = Record<string, Record<string, ViewStateValue>>;

/** Reads the values of a view's inputs. */
export function readTyped(values: StateValues): Typed {
  const typed: Typed = {};
  for (const [path, elements] of Object.entries(values)) {
    const [element] = Object.values(elements);
    if (element) typed[path] = storableValue(valueOf(element));
  }
  return typed;
}

function valueOf(element: ViewStateValue): string | string[] | null {
  if (element.selected_users) return element.selected_users;
  if (element.selected_options) return element.selected_options.map(({ value }) => value ?? "");
  return (
    element.value ??
    element.selected_option?.value ??
    element.selected_date ??
    element.selected_conversation ??
    element.selected_user ??
    null
  );
}

function storableValue(value: string | string[] | null): string | string[] | null {
  return Array.isArray(value) ? value.map(storable) : value && storable(value);
}

/** The text at a path, empty where nothing was typed. */
export function textAt(typed: Typed, path: string): string {
  const value = typed[path];
  return typeof value === "string" ? value : "";
}

/** The one choice at a path, or null. */
export function choiceAt(typed: Typed, path: string): string | null {
  const value = typed[path];
  return typeof value === "string" ? value : null;
}

/** The choices at a path. */
export function choicesAt(typed: Typed, path: string): string[] {
  const value = typed[path];
  return Array.isArray(value) ? value : [];
}
