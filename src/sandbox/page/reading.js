// @ts-check
/** How far each person has read, so that the side bar can say where something new is. */
/** @import { SandboxConversation } from "../contract.ts" */

const KEY = "sandbox.read";

export class Reading {
  /** @type {Record<string, string>} */
  #lastRead = load();

  /**
   * @param {string} person
   * @param {SandboxConversation} conversation
   */
  unread(person, conversation) {
    const last = Number(this.#lastRead[`${person} ${conversation.id}`] ?? 0);
    return conversation.messages.filter((message) => message.author !== person && Number(message.ts) > last).length;
  }

  /**
   * @param {string} person
   * @param {SandboxConversation} conversation
   */
  read(person, conversation) {
    const last = conversation.messages.at(-1);
    const key = `${person} ${conversation.id}`;
    if (!last || this.#lastRead[key] === last.ts) return;
    this.#lastRead[key] = last.ts;
    try {
      sessionStorage.setItem(KEY, JSON.stringify(this.#lastRead));
    } catch {
      // Without storage it is remembered until the page is left.
    }
  }
}

/** @returns {Record<string, string>} */
function load() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}
