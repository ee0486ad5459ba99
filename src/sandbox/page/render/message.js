// @ts-check
/** One message. */
/** @import { SandboxMessage } from "../../contract.ts" */
/** @import { Surface } from "../elements/slot.js" */
/** @import { Workspace } from "../workspace.js" */
import { avatar, fill, h, icon } from "../dom.js";
import { clockTime, messageDate } from "../text/dates.js";
import { mrkdwn } from "../text/mrkdwn.js";
import { BlockList } from "./block-list.js";

export class MessageView {
  #workspace;
  #surface;
  #blocks;
  #text = "";
  #head = "";

  /**
   * @param {Workspace} workspace
   * @param {string} conversation
   * @param {SandboxMessage} message
   */
  constructor(workspace, conversation, message) {
    this.#workspace = workspace;
    /** @type {Surface} */
    this.#surface = { workspace, place: { conversation, message: message.ts }, heading: 2, values: {}, errors: {} };
    this.head = h("div", { class: "message-head" });
    this.body = h("div", { class: "message-body" });
    this.#blocks = new BlockList(this.body, this.#surface);
    const app = workspace.names.person(message.author) === undefined;
    this.node = h(
      "li",
      { class: "message", "data-ts": message.ts },
      avatar(message.authorName, message.author, app),
      h("div", { class: "message-main" }, this.head, this.body),
    );
    this.update(message);
  }

  /** @param {SandboxMessage} message */
  update(message) {
    const head = JSON.stringify([message.authorName, message.edited, message.ephemeral]);
    if (head !== this.#head) {
      this.#head = head;
      this.#drawHead(message);
    }
    this.#surface.values = message.values;
    if (message.blocks.length > 0) {
      if (this.#text !== "") this.body.replaceChildren();
      this.#text = "";
      this.#blocks.update(message.blocks);
    } else if (message.text !== this.#text) {
      this.#blocks.update([]);
      this.#text = message.text;
      fill(this.body, mrkdwn(message.text, this.#workspace.names));
    }
  }

  /** @param {SandboxMessage} message */
  #drawHead(message) {
    const date = messageDate(message.ts);
    const app = this.#workspace.names.person(message.author) === undefined;
    this.node.classList.toggle("ephemeral", message.ephemeral);
    this.node.classList.toggle("reply", message.isReply);
    fill(
      this.head,
      h("span", { class: "author", dir: "auto" }, message.authorName),
      app ? h("span", { class: "app-badge" }, "App") : null,
      h("time", { datetime: date.toISOString(), title: date.toLocaleString() }, clockTime(date)),
      message.edited ? h("span", { class: "edited" }, "(edited)") : null,
      message.isReply ? h("span", { class: "edited" }, "in a thread") : null,
      message.ephemeral ? h("span", { class: "only-you" }, icon("eye"), "Only visible to you") : null,
    );
  }
}
