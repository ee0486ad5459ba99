/** What was typed after `/access explain`: a package's name, and the Slack user id of whoever is mentioned after it. */
export interface TypedExplain {
  name: string;
  mentioned: string | null;
}

const FORM = /^([\s\S]*?)\s*<@([A-Z0-9]+)(?:\|[^>]*)?>$/;

/** Reads `PACKAGE @PERSON`, in which the person may be missing. */
export function parseExplain(rest: string): TypedExplain {
  const [, name, mentioned] = FORM.exec(rest) ?? [];
  return name === undefined || mentioned === undefined ? { name: rest, mentioned: null } : { name, mentioned };
}
