// @ts-check
/** The message list of the conversation that is open, as a log that screen readers follow. */
/** @import { SandboxConversation } from "../../contract.ts" */
/** @import { Workspace } from "../workspace.js" */
import { h } from "../dom.js";
import { longDate, messageDate, prettyDay } from "../text/dates.js";
import { arrange } from "./block-list.js";
import { MessageView } from "./message.js";

const NEAR = 120;

export class ConversationView {
  /** @type {Map<string, MessageView>} */
  #messages = new Map();
  /** @type {Map<string, HTMLElement>} */
  #days = new Map();
  #workspace;
  #atEnd = true;

  /**
   * @param {Workspace} workspace
   * @param {SandboxConversation} conversation
   */
  constructor(workspace, conversation) {
    this.#workspace = workspace;
    this.id = conversation.id;
    this.person = workspace.person;
    this.empty = h("p", { class: "empty" });
    this.list = h("ol", { class: "messages", role: "list" });
    this.node = h(
      "div",
      { class: "log", role: "log", "aria-label": `Messages in ${conversation.name}`, tabindex: "0" },
      this.empty,
      this.list,
    );
    this.node.addEventListener("scroll", () => {
      const { scrollHeight, scrollTop, clientHeight } = this.node;
      this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    });
    new ResizeObserver(() => {
      if (this.#atEnd) this.scrollToEnd();
    }).observe(this.node);
  }

  /** @param {SandboxConversation} conversation */
  update(conversation) {
    const newest = this.list.lastElementChild;
    /** @type {HTMLElement[]} */
    const rows = [];
    /** @type {Map<string, MessageView>} */
    const kept = new Map();
    let day = "";
    for (const message of conversation.messages) {
      const date = messageDate(message.ts);
      const name = prettyDay(date, () => longDate(date));
      // An answer stands below its message, whichever day it is from.
      if (name !== day && !message.isReply) {
        rows.push(this.#day(name));
        day = name;
      }
      const view = this.#messages.get(message.ts) ?? new MessageView(this.#workspace, conversation.id, message);
      view.update(message);
      kept.set(message.ts, view);
      rows.push(view.node);
    }
    this.#messages = kept;
    arrange(this.list, rows);
    this.empty.hidden = rows.length > 0;
    this.empty.textContent =
      conversation.kind === "channel"
        ? `Nothing has been said in ${conversation.name} yet.`
        : `No messages with ${conversation.name} yet.`;
    if (newest === null || this.#atEnd) this.scrollToEnd();
  }

  scrollToEnd() {
    this.node.scrollTop = this.node.scrollHeight;
  }

  /** @param {string} name */
  #day(name) {
    const known = this.#days.get(name);
    if (known) return known;
    const node = h("li", { class: "day" }, h("span", {}, name));
    this.#days.set(name, node);
    return node;
  }
}
