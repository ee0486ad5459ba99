// @ts-check
/** Values that the person has set here and the server has not yet confirmed. They win over the server's. */
/** @import { ElementAddress, EnteredValue, Screen } from "../contract.ts" */
import { placeKey } from "./workspace-api.js";

/**
 * @typedef {object} Draft
 * @property {ElementAddress} at
 * @property {EnteredValue} value
 * @property {boolean} sent
 */

export class Drafts {
  /** @type {Map<string, Draft>} */
  #byKey = new Map();

  /** @param {string} key */
  get(key) {
    return this.#byKey.get(key);
  }

  /**
   * @param {string} key
   * @param {ElementAddress} at
   * @param {string} value
   */
  type(key, at, value) {
    this.#byKey.set(key, { at, value, sent: false });
  }

  /**
   * @param {string} key
   * @param {ElementAddress} at
   * @param {EnteredValue} value
   */
  send(key, at, value) {
    const draft = { at, value, sent: true };
    this.#byKey.set(key, draft);
    return draft;
  }

  /**
   * @param {string} key
   * @param {Draft} draft
   * @param {boolean} keep
   */
  settle(key, draft, keep) {
    if (this.#byKey.get(key) !== draft) return;
    if (keep) draft.sent = false;
    else this.#byKey.delete(key);
  }

  /** @param {string} place */
  unsent(place) {
    return [...this.#byKey.values()].filter((draft) => !draft.sent && placeKey(draft.at.place) === place);
  }

  /** Forgets what belongs to views that have been closed. @param {Screen} screen */
  keepOnly(screen) {
    const views = new Set([...screen.modals, ...(screen.home ? [screen.home] : [])].map((view) => view.id));
    for (const [key, { at }] of this.#byKey) {
      if ("view" in at.place && !views.has(at.place.view)) this.#byKey.delete(key);
    }
  }

  clear() {
    this.#byKey.clear();
  }
}
