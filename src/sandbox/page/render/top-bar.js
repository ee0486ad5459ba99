// @ts-check
/** Whose workspace this is and who is acting. */
/** @import { SandboxPerson, Screen } from "../../contract.ts" */
/** @import { Workspace } from "../workspace.js" */
import { avatar, fill, h, icon } from "../dom.js";
import { TimeMenu } from "./time-menu.js";

export class TopBar {
  #people = "";

  /**
   * @param {Workspace} workspace
   * @param {{ menu: () => void, help: () => void }} on
   */
  constructor(workspace, on) {
    this.menu = h(
      "button",
      {
        type: "button",
        class: "button quiet icon-only menu-button",
        "aria-label": "Conversations",
        "aria-expanded": "false",
        "aria-controls": "sidebar",
        onclick: on.menu,
      },
      icon("menu"),
    );
    this.face = h("span", { class: "face" });
    this.select = h("select", { id: "acting-as" });
    this.select.addEventListener("change", () => void workspace.actAs(this.select.value));
    this.node = h(
      "header",
      { class: "top-bar" },
      this.menu,
      h("span", { class: "brand" }, icon("app"), h("span", { class: "brand-name" }, "Sandbox workspace")),
      new TimeMenu(workspace).node,
      h(
        "div",
        { class: "acting" },
        this.face,
        h("label", { for: "acting-as" }, "Acting as"),
        h("div", { class: "select" }, this.select),
      ),
      h(
        "button",
        { type: "button", class: "button quiet icon-only", "aria-label": "About this workspace", onclick: on.help },
        icon("help"),
      ),
    );
  }

  /** @param {Screen} screen */
  update({ me, people }) {
    const signature = JSON.stringify(people);
    if (signature !== this.#people) {
      this.#people = signature;
      fill(
        this.select,
        people.map((person) => h("option", { value: person.id, disabled: person.deactivated }, title(person))),
      );
    }
    if (this.select.value !== me.id) this.select.value = me.id;
    if (this.face.dataset["person"] !== me.id) {
      this.face.dataset["person"] = me.id;
      fill(this.face, avatar(me.name, me.id));
    }
  }
}

/** @param {SandboxPerson} person */
function title(person) {
  const notes = [
    person.part,
    person.guest && !/guest/i.test(person.part) ? "guest" : "",
    person.deactivated ? "deactivated" : "",
  ];
  return `${person.name} – ${notes.filter(Boolean).join(", ")}`;
}
