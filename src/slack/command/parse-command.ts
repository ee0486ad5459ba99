import { unescape } from "../kit/text.ts";

/** A sub-command of `/access`, and what follows it. */
export interface Typed {
  verb: string;
  rest: string;
}

/** Reads what was typed after the command; nothing means `help`. */
export function parseCommand(text: string): Typed {
  const [, verb = "", rest = ""] = /^\s*(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  return { verb: verb === "" ? "help" : verb.toLowerCase(), rest: unescape(rest).trim() };
}
