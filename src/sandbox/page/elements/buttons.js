// @ts-check
/** button and overflow. */
/** @import { Button, Overflow } from "@slack/types" */
/** @import { Slot, Widget } from "./slot.js" */
import { confirmed } from "../confirm.js";
import { h, icon, idFor } from "../dom.js";
import { closePopup, openPopup } from "../popup.js";
import { words } from "../text/text-object.js";

/**
 * What is typed in the same view goes to the server first, so that the app finds it in the state.
 *
 * @param {HTMLElement} control
 * @param {Slot} slot
 * @param {{ confirm?: import("@slack/types").ConfirmationDialog }} element
 * @param {string} [value]
 */
async function press(control, slot, element, value) {
  if (control.getAttribute("aria-busy") === "true") return;
  const { workspace } = slot.surface;
  if (element.confirm && !(await confirmed(element.confirm, workspace.names))) return;
  workspace.flush(slot.at.place);
  control.setAttribute("aria-busy", "true");
  await workspace.perform({ do: "press", at: slot.at, ...(value === undefined ? {} : { value }) });
  control.removeAttribute("aria-busy");
}

/**
 * @param {Button} element
 * @param {Slot} slot
 * @returns {Widget}
 */
export function button(element, slot) {
  const shared = {
    class: `button ${element.style ?? ""}`.trim(),
    id: slot.id,
    "data-key": slot.key,
    "aria-label": element.accessibility_label ?? null,
    onclick: () => void press(node, slot, element),
  };
  const text = words(element.text);
  const node =
    element.url === undefined
      ? h("button", { type: "button", ...shared }, text)
      : h("a", { href: element.url, target: "_blank", rel: "noopener noreferrer", ...shared }, text);
  return { node, controls: [], sync: () => {} };
}

/**
 * @param {Overflow} element
 * @param {Slot} slot
 * @returns {Widget}
 */
export function overflow(element, slot) {
  const menuId = idFor(slot.key, "menu");
  const opener = h(
    "button",
    {
      type: "button",
      class: "button quiet icon-only",
      id: slot.id,
      "data-key": slot.key,
      "aria-label": "More actions",
      "aria-expanded": "false",
      "aria-controls": menuId,
      popovertarget: menuId,
    },
    icon("more"),
  );
  const menu = h(
    "div",
    { popover: "auto", id: menuId, class: "popup menu", role: "group", "aria-label": "More actions" },
    element.options.map((option) => {
      const choose = () => {
        closePopup(menu);
        opener.focus();
        void press(opener, slot, element, option.value);
      };
      if (option.url === undefined) return h("button", { type: "button", onclick: choose }, words(option.text));
      return h(
        "a",
        { href: option.url, target: "_blank", rel: "noopener noreferrer", onclick: choose },
        words(option.text),
      );
    }),
  );
  watchMenu(menu, opener);
  return { node: h("span", { class: "overflow" }, opener, menu), controls: [], sync: () => {} };
}

/**
 * Places a native popover beside its opener, focuses its first entry and lets the arrow keys walk.
 *
 * @param {HTMLElement} menu
 * @param {HTMLElement} opener
 */
export function watchMenu(menu, opener) {
  menu.addEventListener("toggle", (event) => {
    const opened = event instanceof ToggleEvent && event.newState === "open";
    opener.setAttribute("aria-expanded", String(opened));
    if (!opened) {
      closePopup(menu);
      return;
    }
    openPopup(menu, opener, { match: false });
    entries(menu)[0]?.focus();
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      closePopup(menu);
      opener.focus();
    }
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const all = entries(menu);
    const at = all.findIndex((entry) => entry === document.activeElement);
    all[(at + step + all.length) % all.length]?.focus();
  });
}

/**
 * @param {HTMLElement} menu
 * @returns {HTMLElement[]}
 */
function entries(menu) {
  return [...menu.querySelectorAll("button:enabled, a")].filter((entry) => entry instanceof HTMLElement);
}
