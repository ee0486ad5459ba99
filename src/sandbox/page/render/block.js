// @ts-check
/** One block of any kind. */
/** @import { ActionsBlock, AlertBlock, ContextBlock, ImageBlock, KnownBlock, SectionBlock, TableBlock } from "@slack/types" */
/** @import { Surface, Widget } from "../elements/slot.js" */
import { h, icon, idFor } from "../dom.js";
import { renderElement } from "../elements/element.js";
import { slotFor, stateOf } from "../elements/slot.js";
import { richText } from "../text/rich-text.js";
import { paragraph, words } from "../text/text-object.js";
import { picture } from "./image.js";
import { inputBlock } from "./input.js";

/**
 * `refresh` takes over the surface's newest values and errors.
 *
 * @typedef {{ node: HTMLElement, refresh: () => void }} Drawn
 */

/**
 * @param {KnownBlock} block
 * @param {string} blockId
 * @param {Surface} surface
 * @returns {Drawn}
 */
export function renderBlock(block, blockId, surface) {
  switch (block.type) {
    case "section":
      return section(block, blockId, surface);
    case "header":
      return still(heading(surface.heading, words(block.text)));
    case "divider":
      return still(h("hr"));
    case "context":
      return still(context(block, surface));
    case "actions":
      return actions(block, blockId, surface);
    case "image":
      return still(image(block));
    case "input":
      return inputBlock(block, blockId, surface);
    case "rich_text":
      return still(richText(block, surface.workspace.names));
    case "markdown":
      return still(h("div", { class: "plain-text", dir: "auto" }, block.text));
    case "alert":
      return still(alert(block, surface));
    case "table":
      return still(table(block));
    default:
      return still(h("p", { class: "unknown" }, `This sandbox does not draw the block “${block.type}”.`));
  }
}

/** @param {TableBlock} block */
function table({ rows, column_settings: settings = [] }) {
  const align = (/** @type {number} */ at) => settings[at]?.align ?? "left";
  const [head = [], ...body] = rows.map((row) => row.map((cell) => ("text" in cell ? cell.text : "")));
  const cells = (/** @type {"th" | "td"} */ tag, /** @type {string[]} */ row) =>
    row.map((text, at) => h(tag, { class: align(at), dir: "auto", scope: tag === "th" ? "col" : null }, text));
  return h(
    "table",
    { class: "block-table" },
    h("thead", {}, h("tr", {}, cells("th", head))),
    h(
      "tbody",
      {},
      body.map((row) => h("tr", {}, cells("td", row))),
    ),
  );
}

/**
 * @param {HTMLElement} node
 * @returns {Drawn}
 */
function still(node) {
  return { node, refresh: () => {} };
}

/**
 * @param {number} level
 * @param {string} text
 */
function heading(level, text) {
  const tag = level <= 2 ? "h2" : level === 3 ? "h3" : "h4";
  return h(tag, { class: "block-header", dir: "auto" }, text);
}

/**
 * @param {SectionBlock} block
 * @param {string} blockId
 * @param {Surface} surface
 * @returns {Drawn}
 */
function section(block, blockId, surface) {
  const { names } = surface.workspace;
  const textId = idFor(surface.workspace.person, JSON.stringify(surface.place), blockId, "text");
  const text = block.text ? h("div", { class: "section-text", id: textId }, paragraph(block.text, names)) : null;
  const fields = block.fields?.length
    ? h(
        "div",
        { class: "section-fields" },
        block.fields.map((field) => h("div", {}, paragraph(field, names))),
      )
    : null;
  const body = h("div", { class: "section-body" }, text, fields);
  const { accessory } = block;
  if (!accessory) return still(h("div", { class: "block section" }, body));
  if (accessory.type === "image") {
    return still(
      h("div", { class: "block section" }, body, h("div", { class: "accessory" }, picture(accessory, "thumb"))),
    );
  }
  const slot = slotFor(surface, blockId, accessory.action_id ?? "", { labelId: text ? textId : null });
  const widget = renderElement(accessory, slot);
  const wide =
    accessory.type === "radio_buttons" || accessory.type === "checkboxes" || accessory.type.includes("select");
  return {
    node: h(
      "div",
      { class: `block section${wide ? " wide" : ""}` },
      body,
      h("div", { class: "accessory" }, widget.node),
    ),
    refresh: () => widget.sync(stateOf(slot)),
  };
}

/**
 * @param {ActionsBlock} block
 * @param {string} blockId
 * @param {Surface} surface
 * @returns {Drawn}
 */
function actions(block, blockId, surface) {
  /** @type {{ widget: Widget, sync: () => void }[]} */
  const drawn = block.elements.map((element) => {
    const slot = slotFor(surface, blockId, ("action_id" in element ? element.action_id : undefined) ?? "", {});
    const widget = renderElement(element, slot);
    return { widget, sync: () => widget.sync(stateOf(slot)) };
  });
  return {
    node: h(
      "div",
      { class: "block actions" },
      drawn.map(({ widget }) => widget.node),
    ),
    refresh: () => {
      for (const { sync } of drawn) sync();
    },
  };
}

/**
 * @param {ContextBlock} block
 * @param {Surface} surface
 */
function context(block, surface) {
  return h(
    "div",
    { class: "block context" },
    block.elements.map((element) =>
      element.type === "image" ? picture(element, "tiny") : paragraph(element, surface.workspace.names),
    ),
  );
}

/** @param {ImageBlock} block */
function image(block) {
  return h(
    "figure",
    { class: "block image" },
    block.title ? h("figcaption", {}, words(block.title)) : null,
    picture(block, "full"),
  );
}

/** @type {Record<string, string>} */
const SIGNS = { warning: "alert", error: "alert", success: "check" };
/** @type {Record<string, string>} */
const LEVELS = { info: "Note", warning: "Warning", error: "Error", success: "Done" };

/**
 * @param {AlertBlock} block
 * @param {Surface} surface
 */
function alert(block, surface) {
  const level = block.level ?? "default";
  const word = LEVELS[level];
  return h(
    "div",
    { class: `block alert ${level}`, role: level === "error" || level === "warning" ? "alert" : "note" },
    icon(SIGNS[level] ?? "info"),
    word ? h("span", { class: "visually-hidden" }, `${word}: `) : null,
    paragraph(block.text, surface.workspace.names),
  );
}
