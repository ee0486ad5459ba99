// @ts-check
/** rich_text blocks as DOM. */
/** @import { RichTextBlock, RichTextElement, RichTextList } from "@slack/types" */
/** @import { Names } from "./mrkdwn.js" */
import { h } from "../dom.js";
import { dateText } from "./dates.js";
import { emoji } from "./emoji.js";
import { link, mention } from "./mrkdwn.js";

/**
 * @param {RichTextElement} element
 * @param {Names} names
 * @returns {Node | string}
 */
function leaf(element, names) {
  switch (element.type) {
    case "text":
      return element.text;
    case "link":
      return link(element.url, element.text ?? element.url);
    case "emoji":
      return emoji(element.name);
    case "user":
      return mention(`@${names.person(element.user_id) ?? element.user_id}`);
    case "channel":
      return mention(`#${(names.conversation(element.channel_id) ?? element.channel_id).replace(/^#/, "")}`);
    case "usergroup":
      return mention("@group");
    case "team":
      return mention("@team");
    case "broadcast":
      return mention(`@${element.range}`, "broadcast");
    case "color":
      return h("code", {}, element.value);
    case "date":
      return h("time", {}, dateText(element.timestamp, element.format, element.fallback ?? ""));
    default:
      return "";
  }
}

/**
 * @param {RichTextElement} element
 * @param {Names} names
 * @returns {Node | string}
 */
function styled(element, names) {
  let node = leaf(element, names);
  const style = element.style ?? {};
  if (style.code) node = h("code", {}, node);
  if (style.strike) node = h("s", {}, node);
  if (style.italic) node = h("em", {}, node);
  if (style.bold) node = h("strong", {}, node);
  return node;
}

/**
 * @param {RichTextList} list
 * @param {Names} names
 */
function listOf(list, names) {
  const items = list.elements.map((item) =>
    h(
      "li",
      {},
      item.elements.map((element) => styled(element, names)),
    ),
  );
  const shape = { class: `indent-${Math.min(list.indent ?? 0, 4)}` };
  return list.style === "ordered" ? h("ol", shape, items) : h("ul", shape, items);
}

/**
 * @param {RichTextBlock} block
 * @param {Names} names
 */
export function richText(block, names) {
  const parts = block.elements.map((part) => {
    switch (part.type) {
      case "rich_text_list":
        return listOf(part, names);
      case "rich_text_quote":
        return h(
          "blockquote",
          {},
          part.elements.map((element) => styled(element, names)),
        );
      case "rich_text_preformatted":
        return h(
          "pre",
          {},
          part.elements.map((element) => styled(element, names)),
        );
      case "rich_text_section":
        return h(
          "p",
          {},
          part.elements.map((element) => styled(element, names)),
        );
      default:
        return null;
    }
  });
  return h("div", { class: "mrkdwn", dir: "auto" }, parts);
}
