// @ts-check
/** The bot's time, and the ways to let it pass; hidden where the bot's clock cannot be moved. */
/** @import { BotTime, Wait } from "../../contract.ts" */
/** @import { Workspace } from "../workspace.js" */
import { h, icon } from "../dom.js";
import { watchMenu } from "../elements/buttons.js";
import { closePopup } from "../popup.js";
import { dateAndTime } from "../text/dates.js";
import { fetchTime } from "../workspace-api.js";

const MENU = "time-menu";
const LOOK_MS = 20_000;

/** @type {Wait[]} */
const WAITS = ["A day", "A week", "To the next deadline"];

export class TimeMenu {
  #workspace;
  #busy = false;

  /** @param {Workspace} workspace */
  constructor(workspace) {
    this.#workspace = workspace;
    this.now = h("span", { class: "time-now" });
    this.opener = h(
      "button",
      {
        type: "button",
        class: "button quiet time-button",
        "aria-expanded": "false",
        "aria-controls": MENU,
        popovertarget: MENU,
      },
      icon("clock"),
      this.now,
    );
    this.place = h("p", {});
    this.next = h("p", {});
    this.waits = WAITS.map((wait) => h("button", { type: "button", onclick: () => void this.#wait(wait) }, wait));
    this.menu = h(
      "div",
      {
        popover: "auto",
        id: MENU,
        class: "popup menu",
        role: "group",
        "aria-labelledby": "time-waits",
        "aria-describedby": "time-notes",
      },
      h("div", { class: "popup-note", id: "time-notes" }, this.place, this.next),
      h("p", { class: "group-label", id: "time-waits" }, "Let time pass"),
      this.waits,
    );
    watchMenu(this.menu, this.opener);
    this.status = h("span", { class: "visually-hidden", role: "status" });
    this.node = h("div", { class: "time", hidden: true }, this.opener, this.menu, this.status);
    this.menu.addEventListener("beforetoggle", () => void this.#look());
    setInterval(() => void this.#look(), LOOK_MS);
    void this.#look();
  }

  /** Somebody else may have moved the clock, or the bot may have been started anew. */
  async #look() {
    if (this.#busy) return;
    const time = await fetchTime().catch(() => null);
    if (!this.#busy) this.#show(time);
  }

  /** @param {BotTime} time */
  #show(time) {
    this.node.hidden = time === null;
    if (time === null) return;
    const now = dateAndTime(new Date(time.now));
    this.now.textContent = now;
    this.opener.setAttribute("aria-label", `Time: ${now}`);
    this.place.textContent = `It is ${now}.`;
    const next = time.nextDeadline;
    this.next.textContent = next ? `Next deadline: ${dateAndTime(new Date(next))}` : "No deadline is ahead.";
    const toNext = this.waits.at(-1);
    if (toNext) toNext.disabled = next === null;
  }

  /** @param {Wait} wait */
  async #wait(wait) {
    closePopup(this.menu);
    this.opener.focus();
    if (this.#busy) return;
    this.#busy = true;
    this.opener.setAttribute("aria-busy", "true");
    this.status.textContent = "Time passes…";
    const result = await this.#workspace.wait(wait);
    this.#busy = false;
    this.opener.removeAttribute("aria-busy");
    if (result?.ok) this.#show(result.time);
    this.status.textContent = result?.ok ? `It is ${this.now.textContent}.` : "";
  }
}
