// @ts-check
/** One modal as a real dialog. */
/** @import { ModalView } from "@slack/types" */
/** @import { SandboxView } from "../../contract.ts" */
/** @import { Surface } from "../elements/slot.js" */
/** @import { Workspace } from "../workspace.js" */
import { fill, focusable, h, icon, idFor } from "../dom.js";
import { trapFocus } from "../focus.js";
import { words } from "../text/text-object.js";
import { BlockList } from "./block-list.js";
import { NoticeArea } from "./notices.js";

export class Modal {
  #workspace;
  /** @type {Surface} */
  #surface;
  #blocks;
  #title = "";
  #submitting = false;
  #gone = false;

  /**
   * @param {Workspace} workspace
   * @param {SandboxView} shown
   * @param {number} depth 0 for the first of the stack
   */
  constructor(workspace, shown, depth) {
    this.#workspace = workspace;
    this.id = shown.id;
    this.opener = document.activeElement;
    this.#surface = { workspace, place: { view: shown.id }, heading: 3, values: {}, errors: {} };
    const titleId = idFor("title", shown.id);
    this.title = h("h2", { id: titleId, tabindex: "-1", "data-key": `title ${shown.id}` });
    this.close = h(
      "button",
      {
        type: "button",
        class: "button quiet icon-only",
        "aria-label": depth > 0 ? "Close all" : "Close window",
        onclick: () => this.#close(true),
      },
      icon("close"),
    );
    this.body = h("div", { class: "modal-body" });
    this.notices = new NoticeArea(workspace);
    this.cancel = h("button", { type: "button", class: "button", onclick: () => this.#close(false) });
    this.submit = h("button", { type: "submit", class: "button primary", "data-key": `submit ${shown.id}` });
    this.foot = h("footer", { class: "modal-foot" }, this.cancel, this.submit);
    const form = h(
      "form",
      { novalidate: true, autocomplete: "off" },
      h("header", { class: "modal-head" }, this.title, this.close),
      this.body,
      this.notices.node,
      this.foot,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#submit();
    });
    this.dialog = h("dialog", { class: `modal depth-${Math.min(depth, 2)}`, "aria-labelledby": titleId }, form);
    this.#blocks = new BlockList(this.body, this.#surface);
    trapFocus(this.dialog, () => this.#close(false));
    this.dialog.addEventListener("cancel", (event) => {
      if (event.target !== this.dialog) return;
      event.preventDefault();
      this.#close(false);
    });
  }

  open() {
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.#focusStart();
  }

  /** @param {boolean} all */
  #close(all) {
    void this.#workspace.perform({ do: "close", view: this.id, all });
  }

  async #submit() {
    if (this.#submitting || this.submit.hidden) return;
    this.#submitting = true;
    this.submit.setAttribute("aria-busy", "true");
    this.#workspace.flush({ view: this.id });
    await this.#workspace.perform({ do: "submit", view: this.id });
    this.#submitting = false;
    this.submit.removeAttribute("aria-busy");
    if (!this.#gone && Object.keys(this.#surface.errors).length > 0) this.#focusError();
  }

  /** @param {SandboxView} shown */
  update(shown) {
    const view = /** @type {ModalView} */ (shown.view);
    const title = words(view.title);
    const step = this.#title !== "" && this.#title !== title;
    this.#title = title;
    this.title.textContent = title;
    this.cancel.textContent = words(view.close) || "Cancel";
    this.submit.textContent = words(view.submit) || "Submit";
    this.submit.hidden = !view.submit && !view.blocks.some((block) => block.type === "input");
    this.#surface.values = shown.values;
    this.#surface.errors = shown.errors;
    const kept = this.#blocks.update(view.blocks);
    if (step) this.body.scrollTop = 0;
    if (this.dialog.open && (step || !kept)) this.#focusAgain(step);
    this.#scrollable();
  }

  /** The body takes part in tabbing only when it scrolls and holds nothing else to stop at. */
  #scrollable() {
    if (focusable(this.body).length === 0) this.body.tabIndex = 0;
    else this.body.removeAttribute("tabindex");
  }

  /** A new step begins at its title, unless the app names the element to begin with. @param {boolean} step */
  #focusAgain(step) {
    const wanted = step ? this.#wanted() : undefined;
    (wanted ?? this.title).focus();
  }

  #wanted() {
    const screen = this.#workspace.screen?.modals.find(({ id }) => id === this.id);
    const at = screen?.view.blocks.findIndex((block) => JSON.stringify(block).includes('"focus_on_load":true')) ?? -1;
    const block = this.body.children[at];
    return block ? focusable(block)[0] : undefined;
  }

  #focusStart() {
    const first = this.#wanted() ?? focusable(this.body).find((element) => element.matches("input, select, textarea"));
    (first ?? this.title).focus({ preventScroll: first === undefined });
    if (first === undefined) this.body.scrollTop = 0;
  }

  #focusError() {
    const first = this.body.querySelector('[aria-invalid="true"]');
    if (!(first instanceof HTMLElement)) return;
    const control = first.matches("fieldset, [role=radiogroup]")
      ? (first.querySelector("input:checked") ?? first.querySelector("input"))
      : first;
    if (control instanceof HTMLElement) control.focus();
    first.closest(".field")?.scrollIntoView({ block: "nearest" });
  }

  /** @param {boolean} inFront */
  refreshNotices(inFront) {
    this.notices.update(inFront);
  }

  remove() {
    this.#gone = true;
    this.dialog.close();
    this.dialog.remove();
    fill(this.dialog);
  }
}
