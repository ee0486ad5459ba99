import type { MrkdwnElement, PlainTextElement } from "@slack/types";
import { clip } from "../../lib/text.ts";

/** Text shown exactly as typed: Slack reads no markup, mention or emoji code in it. For everything that people wrote. */
export function plain(text: string, limit = 3000): PlainTextElement {
  return { type: "plain_text", text: clip(text === "" ? " " : text, limit), emoji: false };
}

/** Text of our own with Slack's markup. Put people's texts into it only through `escape`. */
export function markup(text: string, limit = 3000): MrkdwnElement {
  return { type: "mrkdwn", text: clip(text, limit), verbatim: true };
}

/** The text with the three characters replaced by which Slack would recognise a mention or a link. */
export function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

const CHANNEL = /<#[A-Z0-9]+\|([^<>]+)>/g;
const ADDRESS = /<((?:https?:\/\/|mailto:)[^<>|]+)(?:\|([^<>]+))?>/g;

/** The text that a person typed after a command: channels and addresses by name, and Slack's own escapes taken back. Mentions of people stay. */
export function unescape(text: string): string {
  return text
    .replace(CHANNEL, "#$1")
    .replace(ADDRESS, (link: string, address: string, typed = address) => (address.endsWith(typed) ? typed : link))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
