// @ts-check
/** Slack's text objects. */
/** @import { MrkdwnElement, PlainTextElement } from "@slack/types" */
/** @import { Names } from "./mrkdwn.js" */
import { h } from "../dom.js";
import { withEmoji } from "./emoji.js";
import { inline, mrkdwn } from "./mrkdwn.js";

/** @typedef {PlainTextElement | MrkdwnElement} TextObject */

/** Plain words, for names and labels. @param {TextObject | undefined} text */
export function words(text) {
  return text === undefined ? "" : withEmoji(text.text);
}

/**
 * On lines of its own.
 *
 * @param {TextObject} text
 * @param {Names} names
 */
export function paragraph(text, names) {
  if (text.type === "mrkdwn") return mrkdwn(text.text, names);
  return h("div", { class: "plain-text", dir: "auto" }, words(text));
}

/**
 * Within a line, such as an option's text.
 *
 * @param {TextObject} text
 * @param {Names} names
 */
export function phrase(text, names) {
  return h("span", { dir: "auto" }, ...(text.type === "mrkdwn" ? inline(text.text, names) : [words(text)]));
}
