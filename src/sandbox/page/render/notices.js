// @ts-check
/** The live region for notices. Each dialog has its own, as a dialog silences what is behind it. */
/** @import { Workspace } from "../workspace.js" */
import { h, icon } from "../dom.js";
import { arrange } from "./block-list.js";

export class NoticeArea {
  /** @type {Map<string, HTMLElement>} */
  #shown = new Map();
  #workspace;

  /** @param {Workspace} workspace */
  constructor(workspace) {
    this.#workspace = workspace;
    this.node = h("div", { class: "notices", role: "status" });
  }

  /** @param {boolean} inFront */
  update(inFront) {
    const wanted = inFront ? this.#workspace.notices.shown : [];
    const rows = wanted.map((notice) => {
      const row = this.#shown.get(notice.key) ?? this.#row(notice.key, notice.text);
      this.#shown.set(notice.key, row);
      return row;
    });
    arrange(this.node, rows);
  }

  /**
   * @param {string} key
   * @param {string} text
   */
  #row(key, text) {
    const dismiss = () => {
      this.#workspace.notices.dismiss(key);
      this.#shown.delete(key);
    };
    return h(
      "div",
      { class: "notice" },
      icon("alert"),
      h("p", { dir: "auto" }, text),
      h(
        "button",
        { type: "button", class: "button quiet icon-only", "aria-label": "Dismiss notice", onclick: dismiss },
        icon("close"),
      ),
    );
  }
}
