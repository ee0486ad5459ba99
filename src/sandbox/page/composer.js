// @ts-check
/** Where slash commands are typed, and the menu of global shortcuts. */
/** @import { Act, SandboxConversation, Screen } from "../contract.ts" */
/** @import { Workspace } from "./workspace.js" */
import { suggestions, usage } from "./commands.js";
import { fill, h, icon } from "./dom.js";
import { watchMenu } from "./elements/buttons.js";
import { OptionList } from "./option-list.js";
import { closePopup } from "./popup.js";

export class Composer {
  #workspace;
  #list;
  /** @type {string[]} */
  #sent = [];
  #back = 0;
  #waiting = 0;
  #shortcuts = "";

  /** @param {Workspace} workspace */
  constructor(workspace) {
    this.#workspace = workspace;
    this.input = h("input", {
      class: "composer-input",
      id: "composer",
      "data-key": "composer",
      type: "text",
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-describedby": "composer-usage",
      "aria-label": "Message or slash command",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "send",
    });
    this.usage = h("p", { class: "usage", id: "composer-usage" });
    this.opener = h(
      "button",
      {
        type: "button",
        class: "button quiet shortcuts",
        "aria-label": "Shortcuts",
        popovertarget: "shortcuts",
        "aria-expanded": "false",
        "aria-controls": "shortcuts",
      },
      icon("bolt"),
      h("span", {}, "Shortcuts"),
    );
    this.menu = h("div", {
      popover: "auto",
      id: "shortcuts",
      class: "popup menu",
      role: "group",
      "aria-label": "Shortcuts",
    });
    watchMenu(this.menu, this.opener);
    this.send = h("button", { type: "submit", class: "button send icon-only", "aria-label": "Send" }, icon("send"));
    const box = h("div", { class: "composer-box" }, this.opener, this.input, this.send);
    this.node = h(
      "form",
      { class: "composer", "aria-label": "Composer", autocomplete: "off" },
      box,
      this.usage,
      this.menu,
    );
    this.#list = new OptionList({
      input: this.input,
      anchor: box,
      naming: { "aria-label": "Commands" },
      multiple: false,
      manual: true,
      isChosen: () => false,
      pick: (choice) => this.write(choice.value),
    });
    this.node.append(this.#list.node);
    this.input.addEventListener("input", () => this.#suggest());
    this.input.addEventListener("blur", () => this.#list.close());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
  }

  /**
   * @param {Screen} screen
   * @param {SandboxConversation} conversation
   */
  update(screen, conversation) {
    const example = screen.commands[0]?.command ?? "/";
    this.input.placeholder = `Message ${conversation.name}, or type ${example}`;
    const shortcuts = JSON.stringify(screen.shortcuts);
    if (shortcuts === this.#shortcuts) return;
    this.#shortcuts = shortcuts;
    this.opener.hidden = screen.shortcuts.length === 0;
    fill(
      this.menu,
      screen.shortcuts.map(({ name, callbackId, description }) => {
        const run = () => {
          closePopup(this.menu);
          this.opener.focus();
          void this.#perform({ do: "shortcut", callbackId });
        };
        const note = description ? h("span", { class: "option-description" }, description) : null;
        return h("button", { type: "button", onclick: run }, h("span", {}, name), note);
      }),
    );
  }

  /** Puts words into the composer, ready to be sent or finished. @param {string} text */
  write(text) {
    this.input.value = text;
    this.input.focus();
    this.input.setSelectionRange(text.length, text.length);
    this.#suggest();
  }

  #suggest() {
    const commands = this.#workspace.screen?.commands ?? [];
    const typed = this.input.value;
    const found = suggestions(commands, typed);
    this.usage.textContent = found.length === 0 ? usage(commands, typed) : "";
    const finished = found.length === 1 && found[0]?.value.trim() === typed.trim() && typed.includes(" ");
    if (found.length === 0 || finished) this.#list.close();
    else this.#list.show([{ label: null, choices: found }], "");
  }

  #send() {
    const text = this.input.value.trim();
    const { conversation } = this.#workspace;
    if (text === "" || !conversation) return;
    if (!text.startsWith("/")) {
      this.#workspace.notices.tell("This workspace carries slash commands only. Type / to see them.");
      return;
    }
    this.#list.close();
    this.input.value = "";
    this.usage.textContent = "";
    this.#sent = [...this.#sent.filter((old) => old !== text), text];
    this.#back = 0;
    void this.#perform({ do: "command", conversation: conversation.id, text });
  }

  /**
   * Shows that the app has still to answer.
   *
   * @param {Act} act
   */
  async #perform(act) {
    this.#waiting += 1;
    this.send.setAttribute("aria-busy", "true");
    await this.#workspace.perform(act);
    this.#waiting -= 1;
    if (this.#waiting === 0) this.send.removeAttribute("aria-busy");
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    const list = this.#list;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && list.isOpen) {
      event.preventDefault();
      list.move(step);
    } else if (step !== 0 && (this.input.value === "" || this.#back > 0)) {
      event.preventDefault();
      this.#recall(step);
    } else if (event.key === "Escape" && list.isOpen) {
      event.preventDefault();
      list.close();
    } else if (event.key === "Enter" && list.isOpen && this.#completes()) event.preventDefault();
    else if (event.key === "Tab" && !event.shiftKey && list.isOpen && list.hasActive) {
      event.preventDefault();
      list.pickActive();
    }
  }

  /** Enter takes the active suggestion, or finishes the beginning of a command's name. */
  #completes() {
    const typed = this.input.value;
    if (this.#list.hasActive) {
      this.#list.pickActive();
      return true;
    }
    const found = suggestions(this.#workspace.screen?.commands ?? [], typed);
    const first = found[0];
    if (typed.includes(" ") || !first || found.some(({ value }) => value.trim() === typed)) return false;
    this.write(first.value);
    return true;
  }

  /** What was sent before. @param {number} step */
  #recall(step) {
    this.#back = Math.min(Math.max(this.#back - step, 0), this.#sent.length);
    this.input.value = this.#back === 0 ? "" : (this.#sent.at(-this.#back) ?? "");
  }
}
