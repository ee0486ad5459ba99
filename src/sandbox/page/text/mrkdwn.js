// @ts-check
/** Slack's mrkdwn as DOM. Entities are undone last and only into text nodes. */
import { h } from "../dom.js";
import { dateText } from "./dates.js";
import { emoji } from "./emoji.js";

/**
 * Who and what the ids in a text stand for.
 *
 * @typedef {object} Names
 * @property {(id: string) => string | undefined} person
 * @property {(id: string) => string | undefined} conversation
 */

/** @type {Record<string, "strong" | "em" | "s">} */
const MARKS = { "*": "strong", _: "em", "~": "s" };

/** @param {string} text */
export function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** @param {string} url @param {string} label */
export function link(url, label) {
  if (!/^(https?:|mailto:|tel:|\/)/i.test(url)) return h("span", {}, label);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label);
}

/** @param {string} label @param {string} [kind] */
export function mention(label, kind = "") {
  return h("span", { class: `mention ${kind}` }, label);
}

/**
 * `<…>`: a mention, a date, a broadcast or a link.
 *
 * @param {string} inner
 * @param {Names} names
 * @returns {Node | string}
 */
function angle(inner, names) {
  const bar = inner.indexOf("|");
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? "" : unescape(inner.slice(bar + 1));
  const rest = target.slice(1);
  if (target.startsWith("@")) return mention(`@${names.person(rest) ?? (label || rest)}`);
  if (target.startsWith("#")) return mention(`#${(names.conversation(rest) ?? (label || rest)).replace(/^#/, "")}`);
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!subteam^")) return mention(label || "@group");
  if (target.startsWith("!")) return mention(label || `@${rest}`, "broadcast");
  return link(unescape(target), label || unescape(target));
}

/** @param {string} target @param {string} fallback */
function date(target, fallback) {
  const [, seconds = "", template = "", url] = target.split("^");
  const when = new Date(Number(seconds) * 1000);
  const text = dateText(Number(seconds), unescape(template), fallback);
  if (Number.isNaN(when.getTime())) return fallback;
  const time = h("time", { datetime: when.toISOString(), title: when.toLocaleString() }, text);
  return url === undefined ? time : h("span", {}, link(unescape(url), text));
}

const WORD = /[\p{L}\p{N}]/u;

/**
 * The text in front of the next mark, then the mark, then on.
 *
 * @param {string} source one line, or several without block marks
 * @param {Names} names
 * @returns {(Node | string)[]}
 */
export function inline(source, names) {
  /** @type {(Node | string)[]} */
  const out = [];
  let plain = "";
  let at = 0;
  const flush = () => {
    if (plain) out.push(unescape(plain));
    plain = "";
  };
  /** @param {Node | string} node @param {number} length */
  const take = (node, length) => {
    flush();
    out.push(node);
    at += length;
  };
  while (at < source.length) {
    const rest = source.slice(at);
    const letter = source[at] ?? "";
    /** @type {RegExpExecArray | null} */
    let found;
    if ((found = /^<([^<>\n]+)>/.exec(rest))) take(angle(found[1] ?? "", names), found[0].length);
    else if ((found = /^`([^`\n]+)`/.exec(rest))) take(h("code", {}, unescape(found[1] ?? "")), found[0].length);
    else if ((found = /^:([a-z0-9_+-]+):/.exec(rest))) take(emoji(found[1] ?? ""), found[0].length);
    else if (MARKS[letter] && !WORD.test(source[at - 1] ?? " ") && (found = marked(letter).exec(rest))) {
      take(h(MARKS[letter], {}, ...inline(found[1] ?? "", names)), (found[1] ?? "").length + 2);
    } else if (letter === "\n") take(h("br"), 1);
    else {
      plain += letter;
      at += 1;
    }
  }
  flush();
  return out;
}

/** @param {string} mark */
function marked(mark) {
  return new RegExp(`^[${mark}](?=\\S)([^\\n]*?\\S)[${mark}](?![\\p{L}\\p{N}])`, "u");
}

/**
 * @typedef {"quote" | "bullet" | "number" | "text"} LineKind
 * @param {string} line
 * @returns {[LineKind, string]}
 */
function lineKind(line) {
  const quote = /^(?:&gt;|>) ?(.*)$/.exec(line);
  if (quote) return ["quote", quote[1] ?? ""];
  const bullet = /^\s*[•◦▪-] +(.*)$/.exec(line);
  if (bullet) return ["bullet", bullet[1] ?? ""];
  const number = /^\s*\d+[.)] +(.*)$/.exec(line);
  return number ? ["number", number[1] ?? ""] : ["text", line];
}

/**
 * @param {string} source
 * @param {Names} names
 * @returns {HTMLElement}
 */
export function mrkdwn(source, names) {
  const box = h("div", { class: "mrkdwn", dir: "auto" });
  source.split("```").forEach((part, index) => {
    if (index % 2 === 1) box.append(h("pre", {}, unescape(part.replace(/^\n|\n$/g, ""))));
    else box.append(...lines(part.replace(/^\n/, index > 0 ? "" : "\n").replace(/\n$/, ""), names));
  });
  return box;
}

/**
 * Lines of one kind that follow each other make one list, quotation or paragraph.
 *
 * @param {string} part
 * @param {Names} names
 * @returns {HTMLElement[]}
 */
function lines(part, names) {
  if (part === "") return [];
  /** @type {{ kind: LineKind, texts: string[], first: string }[]} */
  const groups = [];
  for (const line of part.split("\n")) {
    const [kind, text] = lineKind(line);
    const last = groups.at(-1);
    if (last?.kind === kind) last.texts.push(text);
    else groups.push({ kind, texts: [text], first: line });
  }
  return groups.map(({ kind, texts, first }) => {
    if (kind === "quote") return h("blockquote", {}, ...inline(texts.join("\n"), names));
    if (kind === "text") return h("p", {}, ...inline(texts.join("\n"), names));
    const items = texts.map((text) => h("li", {}, ...inline(text, names)));
    if (kind === "bullet") return h("ul", {}, items);
    return h("ol", { start: Number.parseInt(first, 10) }, items);
  });
}
