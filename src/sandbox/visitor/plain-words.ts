import type { Screen } from "../contract.ts";

type People = Screen["people"];

/** Slack's markup as a person reads it: names for ids, link texts for links, entities decoded. */
export function plainWords(markup: string, people: People): string {
  return markup
    .replace(
      /<@([A-Z0-9]+)(?:\|[^>]*)?>/gu,
      (_, id: string) => `@${people.find((person) => person.id === id)?.name ?? id}`,
    )
    .replace(/<#[A-Z0-9]+\|([^>]*)>/gu, "#$1")
    .replace(/<!date\^[^|>]*\|([^>]*)>/gu, "$1")
    .replace(/<(?:https?:|mailto:)[^|>]*\|([^>]*)>/gu, "$1")
    .replace(/<((?:https?:|mailto:)[^>]*)>/gu, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/** Without the stars and underscores of bold and italics, as a label is spoken. */
export function withoutEmphasis(text: string): string {
  return text.replace(/(^|\s)[*_~`](\S(?:.*?\S)?)[*_~`](?=\s|$|[.,:;!?])/gu, "$1$2");
}
