// @ts-check
/** What Slack itself, or this page, has to say: the list behind the live region. */
/** @import { Screen } from "../contract.ts" */

/** @typedef {{ key: string, text: string }} Notice */

const LOST = { key: "connection", text: "The connection to the sandbox is lost. Trying again…" };

export class Notices {
  /** @type {Notice[]} */
  shown = [];
  #seen = -1;
  #own = 0;
  #changed;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  clear() {
    this.shown = [];
    this.#seen = -1;
  }

  /** What was said before one came is not news. @param {Screen} screen */
  skip(screen) {
    this.#seen = Math.max(-1, ...screen.notices.map((notice) => notice.id));
  }

  /** @param {Screen} screen */
  take(screen) {
    for (const { id, text } of screen.notices) {
      if (id > this.#seen) this.#add({ key: `slack ${id}`, text });
    }
    this.skip(screen);
  }

  /** @param {string} text */
  tell(text) {
    this.#own += 1;
    this.#add({ key: `page ${this.#own}`, text });
    this.#changed();
  }

  /** @param {boolean} connected */
  connection(connected) {
    const known = this.shown.includes(LOST);
    if (connected) this.shown = this.shown.filter((notice) => notice !== LOST);
    else if (!known) this.#add(LOST);
    if (connected === known) this.#changed();
  }

  /** @param {string} key */
  dismiss(key) {
    this.shown = this.shown.filter((notice) => notice.key !== key);
    this.#changed();
  }

  /** @param {Notice} notice */
  #add(notice) {
    this.shown = [...this.shown.filter(({ text }) => text !== notice.text), notice].slice(-3);
  }
}
