// @ts-check
/** A select with search, for one or several choices (the ARIA combobox pattern with a list box). */
/** @import { Choice } from "../contract.ts" */
import { h, icon } from "./dom.js";
import { OptionList } from "./option-list.js";

/**
 * @typedef {{ label: string | null, choices: Choice[] }} ChoiceGroup
 *
 * @typedef {object} ComboboxSettings
 * @property {string} id of the input
 * @property {string} key for keeping the focus
 * @property {Record<string, string>} naming what labels the input and its list
 * @property {boolean} required
 * @property {boolean} multiple
 * @property {number} most how many may be chosen
 * @property {string} placeholder
 * @property {number} minQuery letters before it searches
 * @property {number} delay milliseconds after the last letter
 * @property {(query: string) => Promise<ChoiceGroup[]>} load
 * @property {(choices: Choice[]) => void} changed
 */

export class Combobox {
  /** @type {Choice[]} */
  #chosen = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #search = 0;
  #settings;
  #list;

  /** @param {ComboboxSettings} settings */
  constructor(settings) {
    this.#settings = settings;
    this.input = h("input", {
      class: "combobox-input",
      id: settings.id,
      "data-key": settings.key,
      type: "text",
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-required": settings.required ? "true" : null,
      autocomplete: "off",
      spellcheck: "false",
      placeholder: settings.placeholder || null,
      ...settings.naming,
    });
    this.chips = h("ul", { class: "chips", role: "list", hidden: true });
    this.clear = h(
      "button",
      { type: "button", class: "clear", "aria-label": "Clear", hidden: true, onclick: () => this.#empty() },
      icon("close"),
    );
    this.node = h(
      "div",
      { class: `combobox ${settings.multiple ? "multiple" : "single"}` },
      this.chips,
      this.input,
      this.clear,
    );
    this.#list = new OptionList({
      input: this.input,
      anchor: this.node,
      naming: settings.naming,
      multiple: settings.multiple,
      isChosen: (choice) => this.#chosen.some(({ value }) => value === choice.value),
      pick: (choice) => this.#pick(choice),
    });
    this.node.append(this.#list.node);
    this.input.addEventListener("input", () => this.#query(settings.delay));
    this.input.addEventListener("click", () => this.#open());
    this.input.addEventListener("focus", () => {
      if (!settings.multiple) this.input.select();
    });
    this.input.addEventListener("blur", () => this.#leave());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.node.addEventListener("mousedown", (event) => {
      if (event.target !== this.node && event.target !== this.chips) return;
      event.preventDefault();
      this.input.focus();
      this.#open();
    });
  }

  /**
   * Takes over what is chosen, without disturbing a search under way.
   *
   * @param {Choice[]} chosen
   */
  show(chosen) {
    const same =
      chosen.length === this.#chosen.length &&
      chosen.every((choice, index) => {
        const old = this.#chosen[index];
        return old?.value === choice.value && old.text === choice.text;
      });
    if (same) return;
    const searching = document.activeElement === this.input && this.#typed();
    this.#chosen = chosen;
    this.#draw(searching);
  }

  get chosen() {
    return this.#chosen;
  }

  /** Whether the input holds a search rather than the name of what is chosen. */
  #typed() {
    return this.#settings.multiple ? this.input.value !== "" : this.input.value !== (this.#chosen[0]?.text ?? "");
  }

  /** @param {boolean} [keepText] */
  #draw(keepText = false) {
    const { multiple, placeholder } = this.#settings;
    if (multiple) {
      this.chips.replaceChildren(...this.#chosen.map((choice) => this.#chip(choice)));
      this.chips.hidden = this.#chosen.length === 0;
      this.input.placeholder = this.#chosen.length === 0 ? placeholder : "";
    } else {
      if (!keepText) this.input.value = this.#chosen[0]?.text ?? "";
      this.clear.hidden = this.#chosen.length === 0;
    }
    this.#list.mark();
  }

  /** @param {Choice} choice */
  #chip(choice) {
    const remove = () => {
      this.#set(this.#chosen.filter(({ value }) => value !== choice.value));
      this.input.focus();
    };
    return h(
      "li",
      { class: "chip" },
      h("span", { dir: "auto" }, choice.text),
      h("button", { type: "button", "aria-label": `Remove ${choice.text}`, onclick: remove }, icon("close")),
    );
  }

  /** @param {Choice[]} chosen */
  #set(chosen) {
    this.#chosen = chosen;
    this.#draw();
    this.#settings.changed(chosen);
  }

  #empty() {
    this.#set([]);
    this.#list.close();
    this.input.focus();
  }

  /** @param {Choice} choice */
  #pick(choice) {
    const { multiple, most } = this.#settings;
    if (!multiple) {
      this.#list.close();
      const same = this.#chosen[0]?.value === choice.value;
      if (same) this.#draw();
      else this.#set([choice]);
      return;
    }
    if (this.#chosen.some(({ value }) => value === choice.value)) {
      this.#set(this.#chosen.filter(({ value }) => value !== choice.value));
    } else if (this.#chosen.length >= most) {
      this.#list.say(`No more than ${most} can be chosen.`);
      return;
    } else this.#set([...this.#chosen, choice]);
    if (this.input.value !== "") {
      this.input.value = "";
      this.#query(0);
    }
  }

  #open() {
    if (!this.#list.isOpen) this.#query(0);
  }

  /** @param {number} delay */
  #query(delay) {
    clearTimeout(this.#timer);
    this.#search += 1;
    const mine = this.#search;
    const query = this.#typed() ? this.input.value.trim() : "";
    const missing = this.#settings.minQuery - [...query].length;
    if (missing > 0) {
      this.#list.show(
        [],
        `Type ${query ? `${missing} more` : `at least ${missing}`} ${missing === 1 ? "character" : "characters"} to search.`,
      );
      return;
    }
    const waiting = setTimeout(() => this.#list.say("Searching…"), delay + 150);
    this.#timer = setTimeout(async () => {
      /** @type {ChoiceGroup[]} */
      let groups = [];
      let problem = "";
      try {
        groups = await this.#settings.load(query);
      } catch {
        problem = "The options could not be loaded.";
      }
      clearTimeout(waiting);
      if (mine !== this.#search || document.activeElement !== this.input) return;
      const found = groups.some(({ choices }) => choices.length > 0);
      this.#list.show(groups, problem || (found ? "" : query ? "No matches." : "Nothing to choose from."));
    }, delay);
  }

  #leave() {
    clearTimeout(this.#timer);
    this.#search += 1;
    this.#list.close();
    const { multiple } = this.#settings;
    if (!multiple && this.input.value === "" && this.#chosen.length > 0) this.#set([]);
    else if (multiple) this.input.value = "";
    else this.#draw();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    if (event.key === "Backspace" && this.#settings.multiple && this.input.value === "" && this.#chosen.length > 0) {
      this.#set(this.#chosen.slice(0, -1));
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.#list.isOpen) this.#list.move(event.key === "ArrowDown" ? 1 : -1);
      else this.#open();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!this.#list.isOpen) this.#open();
      else this.#list.pickActive();
    } else if (event.key === "Escape" && this.#list.isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this.#list.close();
      this.#draw();
    }
  }
}
