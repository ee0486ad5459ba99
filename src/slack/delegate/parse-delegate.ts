/** What was typed after `/access delegate`: nothing, whom and when, as it was written, or something that cannot be read. */
export type TypedDelegate =
  | { kind: "nothing" }
  | { kind: "delegate"; slackUserId: string; from: string | null; until: string | null }
  | { kind: "unclear" };

const FORM = /^<@([A-Z0-9]+)(?:\|[^>]*)?>(?:\s+from\s+(\S.*?))?(?:\s+until\s+(\S.*))?$/i;

/** Reads `@PERSON from DATE until DATE`, in which both dates may be missing. */
export function parseDelegate(rest: string): TypedDelegate {
  if (rest === "") return { kind: "nothing" };
  const [, slackUserId, from, until] = FORM.exec(rest) ?? [];
  if (slackUserId === undefined) return { kind: "unclear" };
  return { kind: "delegate", slackUserId, from: from ?? null, until: until ?? null };
}
