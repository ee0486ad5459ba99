import { isWrittenDay } from "../../lib/written-day.ts";

/** What was typed after `/access who`: a name, or the Slack user id of whoever is mentioned; and a day, as it was written. */
export interface TypedWho {
  name: string;
  mentioned: string | null;
  day: string | null;
}

/** Reads what was typed after `/access who`. What follows ` on ` is part of the name where it is not meant as a day. */
export function parseWho(rest: string): TypedWho {
  const [, before = "", after = ""] = /^([\s\S]*\S)\s+on\s+([\s\S]+)$/i.exec(rest) ?? [];
  const hasDay = isWrittenDay(after);
  const name = hasDay ? before : rest;
  return { name, mentioned: /^<@([A-Z0-9]+)(?:\|[^>]*)?>$/.exec(name)?.[1] ?? null, day: hasDay ? after : null };
}
