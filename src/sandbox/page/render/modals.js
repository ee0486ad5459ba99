// @ts-check
/** The stack of modals. */
/** @import { Workspace } from "../workspace.js" */
import { Modal } from "./modal.js";

export class ModalStack {
  /** @type {Modal[]} */
  #open = [];
  #workspace;

  /** @param {Workspace} workspace */
  constructor(workspace) {
    this.#workspace = workspace;
  }

  update() {
    const wanted = this.#workspace.screen?.modals ?? [];
    const ids = new Set(wanted.map((view) => view.id));
    const leaving = this.#open.filter((modal) => !ids.has(modal.id));
    for (const modal of leaving.toReversed()) modal.remove();
    this.#open = this.#open.filter((modal) => ids.has(modal.id));
    for (const [depth, view] of wanted.entries()) {
      const known = this.#open.find((modal) => modal.id === view.id);
      const modal = known ?? new Modal(this.#workspace, view, depth);
      modal.update(view);
      if (known) continue;
      this.#open.push(modal);
      modal.open();
    }
    if (leaving.length > 0) this.#return(leaving[0]?.opener ?? null);
  }

  /** To what opened the dialog, or else to the dialog now in front, or the page. @param {Element | null} opener */
  #return(opener) {
    const front = this.#open.at(-1);
    const active = document.activeElement;
    if (front ? front.dialog.contains(active) && active !== front.dialog : active && active !== document.body) return;
    const key = opener instanceof HTMLElement ? opener.dataset["key"] : undefined;
    const within = front?.dialog ?? document;
    const heir = opener?.isConnected
      ? opener
      : key === undefined
        ? null
        : within.querySelector(`[data-key="${CSS.escape(key)}"]`);
    const target =
      heir instanceof HTMLElement && heir !== document.body
        ? heir
        : (front?.title ?? document.querySelector("#place-title"));
    if (target instanceof HTMLElement) target.focus();
  }

  /** @returns {boolean} whether the page itself is in front */
  refreshNotices() {
    for (const modal of this.#open) modal.refreshNotices(modal === this.#open.at(-1));
    return this.#open.length === 0;
  }
}
