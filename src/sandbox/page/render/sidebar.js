// @ts-check
/** Channels, direct messages and the app's Home tab. */
/** @import { SandboxConversation, Screen } from "../../contract.ts" */
/** @import { Workspace } from "../workspace.js" */
import { fill, h, icon } from "../dom.js";
import { keepFocus } from "../focus.js";
import { HOME } from "../workspace.js";

export class Sidebar {
  #workspace;
  #opened;
  #drawn = "";

  /**
   * @param {Workspace} workspace
   * @param {() => void} opened
   */
  constructor(workspace, opened) {
    this.#workspace = workspace;
    this.#opened = opened;
    this.node = h("nav", { id: "sidebar", class: "sidebar", "aria-label": "Conversations" });
  }

  /** @param {Screen} screen */
  update(screen) {
    const rows = screen.conversations.map((conversation) => ({
      conversation,
      unread: conversation.id === this.#workspace.open ? 0 : this.#workspace.reading.unread(screen.me.id, conversation),
    }));
    const signature = JSON.stringify([
      this.#workspace.open,
      rows.map(({ conversation, unread }) => [conversation.id, conversation.name, unread]),
    ]);
    if (signature === this.#drawn) return;
    this.#drawn = signature;
    /** @param {SandboxConversation["kind"]} kind */
    const of = (kind) =>
      rows.filter((row) => row.conversation.kind === kind).map((row) => this.#row(row.conversation, row.unread));
    keepFocus(this.node, () =>
      fill(
        this.node,
        section("App", [this.#entry(HOME, [icon("home"), h("span", { class: "name" }, "Home")], 0)]),
        section("Channels", of("channel")),
        section("Direct messages", of("direct")),
      ),
    );
  }

  /**
   * @param {SandboxConversation} conversation
   * @param {number} unread
   */
  #row(conversation, unread) {
    const channel = conversation.kind === "channel";
    const sign = channel ? "#" : "@";
    const name = channel ? conversation.name.replace(/^#/, "") : conversation.name;
    return this.#entry(
      conversation.id,
      [h("span", { class: "sign", "aria-hidden": "true" }, sign), h("span", { class: "name", dir: "auto" }, name)],
      unread,
    );
  }

  /**
   * @param {string} place
   * @param {Node[]} label
   * @param {number} unread
   */
  #entry(place, label, unread) {
    const here = this.#workspace.open === place;
    const go = () => {
      this.#workspace.go(place);
      this.#opened();
    };
    return h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          class: unread > 0 ? "entry unread" : "entry",
          "aria-current": here ? "page" : null,
          "data-key": `go ${place}`,
          onclick: go,
        },
        label,
        unread > 0
          ? h("span", { class: "count" }, String(unread), h("span", { class: "visually-hidden" }, " new"))
          : null,
      ),
    );
  }
}

/**
 * @param {string} title
 * @param {HTMLElement[]} entries
 */
function section(title, entries) {
  if (entries.length === 0) return null;
  return h("section", {}, h("h2", {}, title), h("ul", { role: "list" }, entries));
}
