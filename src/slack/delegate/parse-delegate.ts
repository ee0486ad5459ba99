import { isDate } from "../../lib/calendar.ts";

/** What was typed after `/access delegate`: nothing, whom and when, or something that cannot be read. */
export type TypedDelegate =
  | { kind: "nothing" }
  | { kind: "delegate"; slackUserId: string; from: string | null; until: string | null }
  | { kind: "notADate"; typed: string }
  | { kind: "unclear" };

const FORM = /^<@([A-Z0-9]+)(?:\|[^>]*)?>(?:\s+from\s+(\S+))?(?:\s+until\s+(\S+))?$/i;

/** Reads `@PERSON from DATE until DATE`, in which both dates may be missing. */
export function parseDelegate(rest: string): TypedDelegate {
  if (rest === "") return { kind: "nothing" };
  const [, slackUserId, from, until] = FORM.exec(rest) ?? [];
  if (slackUserId === undefined) return { kind: "unclear" };
  const wrong = [from, until].find((date) => date !== undefined && !isDate(date));
  if (wrong !== undefined) return { kind: "notADate", typed: wrong };
  return { kind: "delegate", slackUserId, from: from ?? null, until: until ?? null };
}
