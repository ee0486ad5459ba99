/** What was typed after `/access assign`: a package's name, and the Slack user ids of those who are mentioned after it. */
export interface TypedAssign {
  name: string;
  people: string[];
}

const FORM = /^([\s\S]*?)\s*((?:<@[A-Z0-9]+(?:\|[^>]*)?>[\s,]*)*)$/;

/** Reads `PACKAGE @PERSON @PERSON`, in which the people may be missing. */
export function parseAssign(rest: string): TypedAssign {
  const [, name = rest, mentions = ""] = FORM.exec(rest) ?? [];
  return { name, people: [...mentions.matchAll(/<@([A-Z0-9]+)/g)].map(([, id = ""]) => id) };
}
