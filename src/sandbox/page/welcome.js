// @ts-check
/** The short welcome of a first visit. */
/** @import { Screen } from "../contract.ts" */
/** @import { Workspace } from "./workspace.js" */
import { fill, h } from "./dom.js";
import { HOME } from "./workspace.js";

const KEY = "sandbox.welcomed";

export class Welcome {
  #workspace;
  #try;

  /**
   * @param {Workspace} workspace
   * @param {(text: string) => void} write puts a command into the composer
   */
  constructor(workspace, write) {
    this.#workspace = workspace;
    this.#try = write;
    this.node = h("section", { class: "welcome", "aria-labelledby": "welcome-title", hidden: seen() });
  }

  /** @param {Screen} screen */
  update(screen) {
    if (this.node.hidden || this.node.dataset["person"] === screen.me.id) return;
    this.node.dataset["person"] = screen.me.id;
    const command = `${screen.commands[0]?.command ?? "/access"} new`;
    fill(
      this.node,
      h("h2", { id: "welcome-title", tabindex: "-1" }, "Welcome to the sandbox workspace"),
      h(
        "p",
        {},
        "This page stands in for Slack. It runs on this machine only, its people are made up, and nothing reaches the real Slack.",
      ),
      h(
        "p",
        {},
        "You are ",
        h("strong", {}, screen.me.name),
        ` (${screen.me.part}). Type `,
        h("code", {}, command),
        " in any channel or open the ",
        h("strong", {}, "Home"),
        " tab. With ",
        h("strong", {}, "Acting as"),
        " above you can become somebody else and see what they see.",
      ),
      h(
        "div",
        { class: "welcome-actions" },
        h("button", { type: "button", class: "button primary", onclick: () => this.#start(command) }, `Try ${command}`),
        h("button", { type: "button", class: "button", onclick: () => this.#workspace.go(HOME) }, "Open Home"),
        h("button", { type: "button", class: "button quiet", onclick: () => this.hide() }, "Got it"),
      ),
    );
  }

  /** @param {string} command */
  #start(command) {
    const channel = this.#workspace.screen?.conversations[0];
    if (!this.#workspace.conversation && channel) this.#workspace.go(channel.id);
    this.#try(command);
  }

  hide() {
    this.node.hidden = true;
    try {
      localStorage.setItem(KEY, "1");
    } catch {
      // Without storage it is shown again next time.
    }
    const composer = document.querySelector("#composer");
    if (composer instanceof HTMLElement) composer.focus();
  }

  /** @param {Screen | null} screen */
  toggle(screen) {
    if (!this.node.hidden) {
      this.hide();
      return;
    }
    this.node.hidden = false;
    if (screen) this.update(screen);
    const title = this.node.querySelector("h2");
    title?.focus();
  }
}

function seen() {
  try {
    return localStorage.getItem(KEY) === "1";
  } catch {
    return false;
  }
}
