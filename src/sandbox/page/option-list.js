// @ts-check
/** The list box of a combobox: what is offered, which option is active, and a line of words about it. */
/** @import { Choice } from "../contract.ts" */
/** @import { ChoiceGroup } from "./combobox.js" */
import { h, setAttribute } from "./dom.js";
import { closePopup, openPopup } from "./popup.js";

let lists = 0;

/**
 * @typedef {object} OptionListSettings
 * @property {HTMLInputElement} input
 * @property {HTMLElement} anchor
 * @property {Record<string, string>} naming
 * @property {boolean} multiple
 * @property {(choice: Choice) => boolean} isChosen
 * @property {(choice: Choice) => void} pick
 * @property {boolean} [manual] nothing is active until an arrow key is pressed
 */

export class OptionList {
  /** @type {{ choice: Choice, node: HTMLElement }[]} */
  #options = [];
  #active = -1;
  #settings;

  /** @param {OptionListSettings} settings */
  constructor(settings) {
    this.#settings = settings;
    lists += 1;
    this.id = `list${lists}`;
    this.list = h("div", {
      role: "listbox",
      id: this.id,
      "aria-multiselectable": settings.multiple ? "true" : null,
      ...settings.naming,
    });
    this.note = h("div", { class: "popup-note" });
    this.live = h("span", { class: "visually-hidden", role: "status" });
    this.popup = h("div", { popover: "manual", class: "popup options" }, this.list, this.note);
    this.node = h("span", { class: "option-list" }, this.popup, this.live);
    settings.input.setAttribute("aria-controls", this.id);
    // The input keeps the focus while the list is clicked or scrolled.
    this.popup.addEventListener("mousedown", (event) => event.preventDefault());
    this.popup.addEventListener("click", (event) => {
      const option = this.#options.find(({ node }) => event.target instanceof Node && node.contains(event.target));
      if (option) settings.pick(option.choice);
    });
  }

  get isOpen() {
    return this.popup.matches(":popover-open");
  }

  get hasActive() {
    return this.#options[this.#active] !== undefined;
  }

  /**
   * @param {ChoiceGroup[]} groups
   * @param {string} note
   */
  show(groups, note) {
    const active = this.#options[this.#active]?.choice.value;
    this.#options = [];
    this.list.replaceChildren(...groups.map((group, index) => this.#group(group, index)).flat());
    this.list.hidden = this.#options.length === 0;
    const count = this.#options.length;
    this.#note(note, note || `${count} ${count === 1 ? "option" : "options"}`);
    openPopup(this.popup, this.#settings.anchor);
    this.#settings.input.setAttribute("aria-expanded", "true");
    const again = this.#options.findIndex(({ choice }) => choice.value === active);
    const chosen = this.#options.findIndex(({ choice }) => this.#settings.isChosen(choice));
    const first = again >= 0 ? again : this.#settings.multiple || chosen < 0 ? 0 : chosen;
    this.#activate(this.#settings.manual ? -1 : first);
  }

  /** A word in place of, or below, the options. @param {string} note */
  say(note) {
    if (!this.isOpen) this.show([], note);
    else this.#note(note, note);
  }

  /**
   * @param {string} note
   * @param {string} spoken
   */
  #note(note, spoken) {
    this.note.textContent = note;
    this.note.hidden = note === "";
    this.live.textContent = spoken;
  }

  close() {
    closePopup(this.popup);
    this.#settings.input.setAttribute("aria-expanded", "false");
    this.#settings.input.removeAttribute("aria-activedescendant");
    this.live.textContent = "";
    this.#active = -1;
  }

  /** Shows afresh which options are chosen. */
  mark() {
    for (const { choice, node } of this.#options)
      node.setAttribute("aria-selected", String(this.#settings.isChosen(choice)));
  }

  /** @param {1 | -1} step */
  move(step) {
    const count = this.#options.length;
    if (count === 0) return;
    const from = this.#active < 0 && step < 0 ? 0 : this.#active;
    this.#activate((from + step + count) % count);
  }

  pickActive() {
    const option = this.#options[this.#active];
    if (option) this.#settings.pick(option.choice);
  }

  /** @param {number} index */
  #activate(index) {
    this.#options[this.#active]?.node.classList.remove("active");
    this.#active = index;
    const option = this.#options[index];
    option?.node.classList.add("active");
    option?.node.scrollIntoView({ block: "nearest" });
    setAttribute(this.#settings.input, "aria-activedescendant", option?.node.id ?? null);
  }

  /**
   * @param {ChoiceGroup} group
   * @param {number} index
   * @returns {HTMLElement[]}
   */
  #group({ label, choices }, index) {
    const nodes = choices.map((choice) => this.#option(choice));
    if (label === null || nodes.length === 0) return nodes;
    const id = `${this.id}-group${index}`;
    return [
      h(
        "div",
        { role: "group", "aria-labelledby": id },
        h("div", { class: "group-label", id, role: "presentation" }, label),
        nodes,
      ),
    ];
  }

  /** @param {Choice} choice */
  #option(choice) {
    const node = h(
      "div",
      {
        role: "option",
        id: `${this.id}-${this.#options.length}`,
        "aria-selected": String(this.#settings.isChosen(choice)),
      },
      h("span", { class: "option-text", dir: "auto" }, choice.text),
      choice.description ? h("span", { class: "option-description", dir: "auto" }, choice.description) : null,
    );
    this.#options.push({ choice, node });
    return node;
  }
}
