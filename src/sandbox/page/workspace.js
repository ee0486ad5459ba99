// @ts-check
/** What the page knows: who acts, what is in front of them, what they have typed but not sent. */
/** @import { Act, ActResult, ElementAddress, EnteredValue, SandboxConversation, Screen } from "../contract.ts" */
/** @import { Wait, WaitResult } from "../contract.ts" */
/** @import { Names } from "./text/mrkdwn.js" */
import { Drafts } from "./drafts.js";
import { Notices } from "./notices.js";
import { Reading } from "./reading.js";
import { addressKey, fetchOptions, fetchScreen, listen, placeKey, postAct, postWait } from "./workspace-api.js";

export const HOME = "home";

/** @typedef {(result: ActResult) => void} BeforeApply */

export class Workspace {
  /** @type {Screen | null} */
  screen = null;
  person = "";
  /** A conversation's id, or "home". */
  open = "";
  drafts = new Drafts();
  notices = new Notices(() => this.changed());
  reading = new Reading();

  /** @type {(() => void)[]} */
  #listeners = [];
  /** @type {Promise<unknown>} */
  #queue = Promise.resolve();
  #refreshing = false;
  #refreshAgain = false;
  #stop = () => {};
  #lost = false;

  /** @type {Names} */
  names = {
    person: (id) => this.screen?.people.find((person) => person.id === id)?.name,
    conversation: (id) => this.screen?.conversations.find((conversation) => conversation.id === id)?.name,
  };

  /** @param {() => void} listener */
  subscribe(listener) {
    this.#listeners.push(listener);
  }

  changed() {
    for (const listener of this.#listeners) listener();
  }

  /** @returns {SandboxConversation | undefined} */
  get conversation() {
    return this.screen?.conversations.find((conversation) => conversation.id === this.open);
  }

  /**
   * @param {string} person
   * @param {string} [open]
   */
  async actAs(person, open) {
    this.#stop();
    this.person = person;
    this.drafts.clear();
    this.notices.clear();
    let screen;
    try {
      screen = await fetchScreen(person);
    } catch (error) {
      this.notices.tell(problem(error));
      return;
    }
    if (this.person !== person) return;
    this.screen = null;
    this.notices.skip(screen);
    this.open = place(screen, open ?? this.open);
    this.apply(screen);
    if (this.open === HOME) void this.perform({ do: "openHome" });
    this.#stop = listen(person, {
      revision: (revision) => {
        if (revision > (this.screen?.revision ?? -1)) void this.refresh();
      },
      connected: () => this.#connected(),
      lost: () => {
        this.#lost = true;
        this.notices.connection(false);
      },
    });
  }

  #connected() {
    if (!this.#lost) return;
    this.#lost = false;
    this.notices.connection(true);
    void this.refresh(true);
  }

  /** @param {boolean} [restarted] the server may count its revisions from the start again */
  async refresh(restarted = false) {
    if (this.#refreshing) {
      this.#refreshAgain = true;
      return;
    }
    this.#refreshing = true;
    try {
      const screen = await fetchScreen(this.person);
      if (restarted && this.screen && screen.me.id === this.person) this.screen = { ...this.screen, revision: -1 };
      this.apply(screen);
    } catch (error) {
      this.notices.tell(problem(error));
    }
    this.#refreshing = false;
    if (this.#refreshAgain) {
      this.#refreshAgain = false;
      await this.refresh();
    }
  }

  /** @param {Screen} screen */
  apply(screen) {
    if (screen.me.id !== this.person || screen.revision < (this.screen?.revision ?? -1)) return;
    this.screen = screen;
    this.notices.take(screen);
    this.drafts.keepOnly(screen);
    this.open = place(screen, this.open);
    this.changed();
  }

  /** @param {string} open */
  go(open) {
    this.open = open;
    this.changed();
    if (open === HOME) void this.perform({ do: "openHome" });
  }

  /**
   * One act after another, in the order in which they were done.
   *
   * @param {Act} act
   * @param {BeforeApply} [before]
   * @returns {Promise<boolean>} whether it was done
   */
  perform(act, before) {
    const person = this.person;
    const done = this.#queue.then(async () => {
      try {
        const result = await postAct(person, act);
        before?.(result);
        if (!result.ok && person === this.person) this.notices.tell(result.error);
        this.apply(result.screen);
        return result.ok;
      } catch (error) {
        this.notices.tell(problem(error));
        return false;
      }
    });
    this.#queue = done;
    return done;
  }

  /**
   * @param {ElementAddress} at
   * @param {EnteredValue} value
   * @param {{ typed?: boolean, pressedEnter?: boolean }} [how] typed text is kept when it could not be sent
   */
  enter(at, value, { typed = false, pressedEnter = false } = {}) {
    const key = addressKey(at);
    const draft = this.drafts.send(key, at, value);
    /** @type {Act} */
    const act = { do: "enter", at, value, ...(pressedEnter ? { pressedEnter } : {}) };
    return this.perform(act, (result) => this.drafts.settle(key, draft, typed && !result.ok));
  }

  /** Sends what is typed and not yet sent. @param {ElementAddress["place"]} where */
  flush(where) {
    for (const draft of this.drafts.unsent(placeKey(where)))
      void this.enter(draft.at, draft.value || null, { typed: true });
  }

  /**
   * Lets time pass for everybody; undefined where the sandbox did not answer.
   *
   * @param {Wait} wait
   * @returns {Promise<WaitResult | undefined>}
   */
  async wait(wait) {
    try {
      const result = await postWait(wait);
      if (!result.ok) this.notices.tell(result.error);
      return result;
    } catch (error) {
      this.notices.tell(problem(error));
    }
  }

  /**
   * @param {ElementAddress} at
   * @param {string} query
   */
  async options(at, query) {
    return (await fetchOptions(this.person, at, query)).options;
  }
}

/**
 * @param {Screen} screen
 * @param {string} wanted
 */
function place(screen, wanted) {
  if (wanted === HOME || screen.conversations.some((conversation) => conversation.id === wanted)) return wanted;
  return screen.conversations[0]?.id ?? HOME;
}

/** @param {unknown} error */
function problem(error) {
  const text = error instanceof Error ? error.message : String(error);
  return text === "Failed to fetch" ? "The sandbox cannot be reached. Is it still running?" : text;
}
