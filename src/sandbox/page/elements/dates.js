// @ts-check
/** datepicker, timepicker and datetimepicker, as the browser's own. */
/** @import { Datepicker, DateTimepicker, Timepicker } from "@slack/types" */
/** @import { ElementState } from "../../contract.ts" */
/** @import { Slot, Widget } from "./slot.js" */
import { h } from "../dom.js";
import { words } from "../text/text-object.js";
import { commit, describe, isPending, naming, stateOf } from "./slot.js";

/**
 * @param {Datepicker | Timepicker | DateTimepicker} element
 * @param {Slot} slot
 * @returns {Widget}
 */
export function dateInput(element, slot) {
  const type = element.type === "datepicker" ? "date" : element.type === "timepicker" ? "time" : "datetime-local";
  const name = "placeholder" in element ? words(element.placeholder) : "";
  const control = h("input", {
    class: "input date",
    type,
    id: slot.id,
    "data-key": slot.key,
    "aria-required": slot.required ? "true" : null,
    ...naming(slot, name || (type === "time" ? "Time" : "Date")),
  });
  let known = "";
  /** @param {string} value */
  const show = (value) => {
    known = value;
    if (control.value !== value) control.value = value;
  };
  const send = () => {
    if (control.value === known) return;
    const before = known;
    known = control.value;
    void commit(slot, element, entered(type, control.value), () => show(before));
  };
  // Each part of a date that is typed makes a change; waiting a little sends the date that was meant.
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  control.addEventListener("change", () => {
    clearTimeout(timer);
    timer = setTimeout(send, 400);
  });
  control.addEventListener("blur", () => {
    clearTimeout(timer);
    send();
  });
  describe(control, slot);
  show(initial(element));
  /** @param {ElementState | undefined} state */
  const sync = (state) => {
    const typing = document.activeElement === control && control.value !== known;
    if (state !== undefined && !isPending(slot) && !typing) show(shown(state));
  };
  sync(stateOf(slot));
  return { node: control, controls: [control], sync };
}

/** @param {Datepicker | Timepicker | DateTimepicker} element */
function initial(element) {
  if (element.type === "datepicker") return element.initial_date ?? "";
  if (element.type === "timepicker") return element.initial_time ?? "";
  return local(element.initial_date_time);
}

/** @param {ElementState} state */
function shown(state) {
  const value = state["selected_date"] ?? state["selected_time"];
  if (typeof value === "string") return value;
  const seconds = state["selected_date_time"];
  return local(typeof seconds === "number" ? seconds : undefined);
}

/** @param {number | undefined} seconds */
function local(seconds) {
  if (seconds === undefined) return "";
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/**
 * @param {string} type
 * @param {string} value
 */
function entered(type, value) {
  if (value === "") return null;
  return type === "datetime-local" ? String(Math.round(new Date(value).getTime() / 1000)) : value;
}
