import { fingerprint } from "../lib/fingerprint.ts";

/** The value of a field: a text, a choice, or several in no order that matters. */
export type FieldValue = string | boolean | null | readonly string[];
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** What each field was when somebody began to edit, as marks that tell only whether it still is. */
export type Marks = Readonly<Record<string, string>>;

export function marksOf(values: FieldValues): Marks {
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, markOf(value)]));
}

function markOf(value: FieldValue): string {
  return fingerprint(typeof value === "object" && value !== null ? [...value].toSorted() : value);
}

/** An edit that met another one. */
export interface MetEdit<Values extends FieldValues> {
  /** The fields that somebody else has changed since. */
  changed: (keyof Values & string)[];
  /** What to show: the person's own change where they made one, what is stored elsewhere. */
  merged: Values;
}

/**
 * What becomes of an edit when somebody else was faster: nothing is overwritten in silence, and nothing that was typed
 * is lost. `seen` are the marks of what the person saw before they typed.
 */
export function meetEdits<Values extends FieldValues>(seen: Marks, typed: Values, stored: Values): MetEdit<Values> {
  const fields = Object.keys(stored) as (keyof Values & string)[];
  const isTyped = (field: keyof Values & string) => markOf(typed[field] ?? null) !== seen[field];
  return {
    changed: fields.filter((field) => markOf(stored[field] ?? null) !== seen[field]),
    merged: Object.fromEntries(
      fields.map((field) => [field, isTyped(field) ? typed[field] : stored[field]]),
    ) as unknown as Values,
  };
}
