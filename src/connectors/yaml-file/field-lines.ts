import { EVENT_ID, getScalarValue, parseEvents } from "js-yaml";
import type { Event } from "js-yaml";
import { fieldName } from "../../lib/field-path.ts";
import type { FieldPath } from "../../lib/field-path.ts";

/**
 * On which line each field stands, counted from 1; a field that the file does not have stands where what should
 * hold it does. Reads the text once more, so it is asked only when something is wrong.
 */
export function fieldLines(text: string, paths: readonly FieldPath[]): (path: FieldPath) => number {
  const wanted = new Set(paths.flatMap((path) => path.map((_, at) => fieldName(path.slice(0, at + 1)))));
  const offsets = offsetsOf(text, wanted);
  const lineAt = lineCounter(text);
  return (path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = offsets.get(fieldName(path.slice(0, length)));
      if (offset !== undefined) return lineAt(offset);
    }
    return 1;
  };
}

/** Where each wanted field begins: at its key in a mapping, at itself in a sequence. */
function offsetsOf(text: string, wanted: ReadonlySet<string>): Map<string, number> {
  const offsets = new Map<string, number>();
  const frames: Frame[] = [];
  for (const event of parseEvents(text, {})) {
    if (event.type === EVENT_ID.POP) {
      frames.pop();
    } else if (event.type === EVENT_ID.DOCUMENT) {
      frames.push({ path: "", index: null, key: "" });
    } else {
      const path = pathOf(event, frames.at(-1), text);
      const offset = startOf(event);
      if (wanted.has(path) && !offsets.has(path) && offset >= 0) offsets.set(path, offset);
      if (event.type === EVENT_ID.SEQUENCE) frames.push({ path, index: 0, key: null });
      if (event.type === EVENT_ID.MAPPING) frames.push({ path, index: null, key: null });
    }
  }
  return offsets;
}

/** A sequence or a mapping that is being walked through. */
interface Frame {
  path: string;
  /** A sequence's next index; null for a mapping. */
  index: number | null;
  /** A mapping's key whose value comes next; null: a key comes next. */
  key: string | null;
}

/** The field that the event is, or whose key it is; moves its sequence or mapping on to what comes next. */
function pathOf(event: Event, within: Frame | undefined, text: string): string {
  if (within === undefined) return "";
  if (within.index !== null) return `${within.path}[${within.index++}]`;
  const isValue = within.key !== null;
  const key = within.key ?? (event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : "?");
  within.key = isValue ? null : key;
  return within.path === "" ? key : `${within.path}.${key}`;
}

function startOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart;
  return event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING ? event.start : -1;
}

/** Tells the line of an offset by looking it up among the ends of the lines. */
function lineCounter(text: string): (offset: number) => number {
  const ends: number[] = [];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) ends.push(end);
  return (offset) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
