// @ts-check
/** The page around everything: top bar, side bar, the open conversation or the Home tab, dialogs. */
/** @import { Workspace } from "./workspace.js" */
import { Composer } from "./composer.js";
import { h } from "./dom.js";
import { ConversationView } from "./render/conversation.js";
import { HomeTab } from "./render/home.js";
import { ModalStack } from "./render/modals.js";
import { NoticeArea } from "./render/notices.js";
import { Sidebar } from "./render/sidebar.js";
import { TopBar } from "./render/top-bar.js";
import { Welcome } from "./welcome.js";
import { HOME } from "./workspace.js";

export class Shell {
  /** @type {ConversationView | null} */
  #conversation = null;
  #home;
  #homeOf = "";
  #workspace;

  /** @param {Workspace} workspace */
  constructor(workspace) {
    this.#workspace = workspace;
    this.topBar = new TopBar(workspace, {
      menu: () => this.#drawer(!this.node.classList.contains("drawer")),
      help: () => this.welcome.toggle(workspace.screen),
    });
    this.sidebar = new Sidebar(workspace, () => {
      if (this.node.classList.contains("drawer")) {
        this.#drawer(false);
        this.title.focus();
      }
    });
    this.composer = new Composer(workspace);
    this.welcome = new Welcome(workspace, (text) => this.composer.write(text));
    this.modals = new ModalStack(workspace);
    this.notices = new NoticeArea(workspace);
    this.#home = new HomeTab(workspace);
    this.title = h("h1", { id: "place-title", tabindex: "-1", dir: "auto" });
    this.note = h("p", { class: "place-note" });
    this.place = h("div", { class: "place" });
    this.main = h(
      "main",
      { id: "main", class: "main", tabindex: "-1" },
      h("div", { class: "place-head" }, this.title, this.note),
      this.welcome.node,
      this.place,
      this.composer.node,
    );
    this.scrim = h("div", { class: "scrim", onclick: () => this.#drawer(false) });
    this.node = h(
      "div",
      { class: "shell" },
      this.topBar.node,
      this.sidebar.node,
      this.scrim,
      this.main,
      this.notices.node,
    );
    window.matchMedia("(min-width: 721px)").addEventListener("change", () => this.#drawer(false));
    this.node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.node.classList.contains("drawer")) return;
      this.#drawer(false);
      this.topBar.menu.focus();
    });
  }

  /** @param {boolean} open */
  #drawer(open) {
    this.node.classList.toggle("drawer", open);
    this.topBar.menu.setAttribute("aria-expanded", String(open));
    this.main.inert = open;
    if (!open) return;
    const here = this.sidebar.node.querySelector("[aria-current]") ?? this.sidebar.node.querySelector("button");
    if (here instanceof HTMLElement) here.focus();
  }

  update() {
    const { screen } = this.#workspace;
    if (screen) {
      this.topBar.update(screen);
      this.welcome.update(screen);
      this.#place();
      this.sidebar.update(screen);
      this.modals.update();
    }
    this.notices.update(this.modals.refreshNotices());
  }

  #place() {
    const { screen, conversation, open, person } = this.#workspace;
    if (!screen) return;
    const name = open === HOME ? "Home" : (conversation?.name ?? "");
    if (this.title.textContent !== name) this.title.textContent = name;
    document.title = `${name} · ${screen.me.name} · Sandbox workspace`;
    this.composer.node.hidden = conversation === undefined;
    const away = conversation?.kind === "channel" && !conversation.botIsMember;
    this.note.textContent = away ? "The app is not a member of this channel." : "";
    if (conversation === undefined) {
      this.#conversation = null;
      if (this.#homeOf !== person) this.#home = new HomeTab(this.#workspace);
      this.#homeOf = person;
      this.#home.update(screen.home);
      if (!this.#home.node.isConnected) this.place.replaceChildren(this.#home.node);
      return;
    }
    this.composer.update(screen, conversation);
    this.#workspace.reading.read(person, conversation);
    const known = this.#conversation;
    if (known && known.id === conversation.id && known.person === person) {
      known.update(conversation);
      return;
    }
    this.#conversation = new ConversationView(this.#workspace, conversation);
    this.place.replaceChildren(this.#conversation.node);
    this.#conversation.update(conversation);
  }
}
