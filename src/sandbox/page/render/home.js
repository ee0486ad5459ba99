// @ts-check
/** The app's Home tab. */
/** @import { SandboxView } from "../../contract.ts" */
/** @import { Surface } from "../elements/slot.js" */
/** @import { Workspace } from "../workspace.js" */
import { h } from "../dom.js";
import { BlockList } from "./block-list.js";

export class HomeTab {
  /** @type {BlockList | null} */
  #blocks = null;
  /** @type {Surface | null} */
  #surface = null;
  #id = "";
  #workspace;

  /** @param {Workspace} workspace */
  constructor(workspace) {
    this.#workspace = workspace;
    this.empty = h("p", { class: "empty" }, "The app has not published a Home tab for this person yet.");
    this.node = h("div", { class: "home", tabindex: "0", role: "region", "aria-label": "Home tab" }, this.empty);
  }

  /** @param {SandboxView | null} home */
  update(home) {
    this.empty.hidden = home !== null;
    if (home === null) return;
    if (this.#id !== home.id || this.#surface === null || this.#blocks === null) {
      this.#id = home.id;
      this.#surface = { workspace: this.#workspace, place: { view: home.id }, heading: 2, values: {}, errors: {} };
      const box = h("div", { class: "home-blocks" });
      this.#blocks?.node.remove();
      this.#blocks = new BlockList(box, this.#surface);
      this.node.append(box);
    }
    this.#surface.values = home.values;
    this.#surface.errors = home.errors;
    this.#blocks.update(home.view.blocks);
  }
}
