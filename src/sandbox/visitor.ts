import type { EnteredValue, SandboxPerson, Screen, Wait } from "./contract.ts";
import {
  errorsByLabel,
  fieldCalled,
  labelsInFront,
  modalInFront,
  nearestFields,
  pressOf,
  surfacesInFront,
} from "./visitor/in-front.ts";
import { chosenValues, findChoice, readValue } from "./visitor/choosing.ts";
import { Presence } from "./visitor/presence.ts";
import { type Field, newestMessages, type Surface } from "./visitor/surfaces.ts";
import { talkAs, whoIs } from "./visitor/talk.ts";
import { messageTranscript, viewTranscript } from "./visitor/transcript.ts";

const MESSAGES_SEEN = 5;
const ARRIVAL_MS = 5_000;

export interface VisitOptions {
  /** How long to wait for the app to show something after an act, and for a label to appear. */
  patienceMs?: number;
}

/** Which of several things with the same label, counted from one. */
export interface Which {
  nth?: number;
}

/** Signs in as the person of this name. */
export async function visit(url: string, name: string, { patienceMs = 2_000 }: VisitOptions = {}): Promise<Visitor> {
  const person = await whoIs(url, name);
  return new Visitor(new Presence(person, talkAs(url, person), patienceMs));
}

/** Somebody who uses the workspace by what they read on the screen: labels, options and buttons, never ids. */
export class Visitor {
  readonly person: SandboxPerson;
  readonly #presence: Presence;
  #channel = "#general";
  #looksAtHome = false;

  constructor(presence: Presence) {
    this.person = presence.person;
    this.#presence = presence;
  }

  /** All that is in front of the person, as data. */
  screen(): Promise<Screen> {
    return this.#presence.talk.screen();
  }

  /** From now on the person types into this channel ("#general"), or into the direct messages with the app ("the app"). */
  async goesTo(channel: string): Promise<void> {
    await this.#conversation(channel);
    this.#channel = channel;
    this.#looksAtHome = false;
  }

  /** Sends a slash command, or a plain message. */
  async types(text: string): Promise<void> {
    this.#looksAtHome = false;
    await this.#presence.does({ do: "command", conversation: await this.#conversation(this.#channel), text });
  }

  async usesShortcut(name: string): Promise<void> {
    const { shortcuts } = await this.screen();
    const shortcut = shortcuts.find((one) => one.name === name);
    if (!shortcut)
      throw new Error(`There is no shortcut "${name}". Shortcuts: ${shortcuts.map((one) => one.name).join(", ")}.`);
    await this.#presence.does({ do: "shortcut", callbackId: shortcut.callbackId });
  }

  /** Lets time pass for everybody, by the page's menu; what is due on the way has then happened. */
  async waits(wait: Wait): Promise<void> {
    await this.#presence.talk.wait(wait);
  }

  async opensHome(): Promise<void> {
    this.#looksAtHome = true;
    await this.#presence.does({ do: "openHome" });
  }

  /** Presses a button, or an option of an overflow menu, by its label; confirms where the app asks. */
  async clicks(label: string, { nth = 1 }: Which = {}): Promise<void> {
    const act = await this.#presence.until((screen) => pressOf(screen, this.#surfaces(screen), label, nth));
    if (!act) throw await this.#missing(`button "${label}"`);
    await this.#presence.does(act);
  }

  /** Types into a text, number, date or time field. */
  async fills(
    label: string,
    text: string,
    { nth = 1, thenEnter = false }: Which & { thenEnter?: boolean } = {},
  ): Promise<void> {
    await this.#enters(await this.#field(label, nth), text, thenEnter);
  }

  /** Empties a field. */
  async clears(label: string, { nth = 1 }: Which = {}): Promise<void> {
    await this.#enters(await this.#field(label, nth), null);
  }

  /** Chooses one option by its text, in radio buttons and in selects of any kind; types the text to search where it must. */
  async chooses(label: string, option: string, { nth = 1 }: Which = {}): Promise<void> {
    const field = await this.#field(label, nth);
    const { value } = await findChoice(this.#presence.talk, field, option);
    await this.#enters(field, field.element.type.startsWith("multi_") ? [value] : value);
  }

  /** Makes these options, and no others, the chosen ones. */
  async choosesMany(label: string, options: string[], { nth = 1 }: Which = {}): Promise<void> {
    const field = await this.#field(label, nth);
    const values: string[] = [];
    for (const option of options) values.push((await findChoice(this.#presence.talk, field, option)).value);
    await this.#enters(field, values);
  }

  /** Makes these people, by name or a part of it, the picked ones. */
  async picksPeople(label: string, names: string[], which: Which = {}): Promise<void> {
    const { element } = await this.#field(label, which.nth ?? 1);
    const [only] = names;
    if (element.type === "users_select" && only !== undefined) return this.chooses(label, only, which);
    await this.choosesMany(label, names, which);
  }

  /** Ticks one box of a group; the only one when no option is named. */
  async ticks(label: string, option?: string, which: Which = {}): Promise<void> {
    await this.#tick(label, option, which, (values, value) => [...values, value]);
  }

  async unticks(label: string, option?: string, which: Which = {}): Promise<void> {
    await this.#tick(label, option, which, (values, value) => values.filter((one) => one !== value));
  }

  /** The texts that the field offers once the person has typed `query` into it. */
  async options(label: string, query = "", { nth = 1 }: Which = {}): Promise<string[]> {
    const { at } = await this.#field(label, nth);
    return (await this.#presence.talk.options(at, query)).map(({ text }) => text);
  }

  /** Cancels the modal in front. */
  async closesModal(): Promise<void> {
    await this.#presence.does({ do: "close", view: modalInFront(await this.screen()).id, all: false });
  }

  /** Closes the whole stack of modals by its X. */
  async closesAllModals(): Promise<void> {
    await this.#presence.does({ do: "close", view: modalInFront(await this.screen()).id, all: true });
  }

  /** The title of the modal in front; undefined when there is none. */
  async title(): Promise<string | undefined> {
    const view = (await this.screen()).modals.at(-1)?.view;
    return view?.type === "modal" ? view.title.text : undefined;
  }

  /** The labels of the fields in front, top to bottom. */
  async fields(): Promise<string[]> {
    return nearestFields(this.#surfaces(await this.screen())).map(({ label }) => label);
  }

  /** What the field shows as typed or chosen: a text, several, or null. */
  async value(label: string, { nth = 1 }: Which = {}): Promise<unknown> {
    return readValue(await this.#field(label, nth));
  }

  /** The errors on fields in front, by label; a label that repeats is numbered from its second time on. */
  async errors(): Promise<Record<string, string>> {
    return errorsByLabel(nearestFields(this.#surfaces(await this.screen())));
  }

  /** What is in front, in plain text: the modal; else the Home tab, if the person is there, and the latest messages. */
  async sees(): Promise<string> {
    return this.#seenOn(await this.screen());
  }

  /** The messages that the person can see, oldest first. */
  async messages(): Promise<string[]> {
    return this.#messagesOn(await this.screen());
  }

  /** Waits for a message that reads like this, and returns it. */
  async hasMessage(pattern: RegExp, { withinMs = ARRIVAL_MS }: { withinMs?: number } = {}): Promise<string> {
    const find = (screen: Screen) => this.#messagesOn(screen).findLast((message) => pattern.test(message));
    const message = await this.#presence.until(find, withinMs);
    if (message !== undefined) return message;
    throw new Error(
      `${this.person.name} has no message like ${String(pattern)}. Messages:\n${(await this.messages()).join("\n")}`,
    );
  }

  /** Waits until what is in front reads like this, and returns it. */
  async waitsToSee(pattern: RegExp, { withinMs = ARRIVAL_MS }: { withinMs?: number } = {}): Promise<string> {
    const find = (screen: Screen) => (pattern.test(this.#seenOn(screen)) ? this.#seenOn(screen) : undefined);
    const seen = await this.#presence.until(find, withinMs);
    if (seen !== undefined) return seen;
    throw new Error(`${this.person.name} does not see ${String(pattern)}, but:\n${await this.sees()}`);
  }

  #surfaces(screen: Screen): Surface[] {
    return surfacesInFront(screen, this.#looksAtHome);
  }

  #seenOn(screen: Screen): string {
    const notices = this.#presence.freshNotices(screen).map((text) => `(Slack) ${text}`);
    const front = screen.modals.at(-1);
    if (front) return [...notices, viewTranscript(front, screen)].join("\n");
    const home = this.#looksAtHome && screen.home ? [viewTranscript(screen.home, screen)] : [];
    return [...notices, ...home, ...this.#messagesOn(screen).slice(-MESSAGES_SEEN)].join("\n");
  }

  #messagesOn(screen: Screen): string[] {
    return newestMessages(screen)
      .toReversed()
      .map(({ conversation, message }) => messageTranscript(conversation, message, screen));
  }

  async #conversation(channel: string): Promise<string> {
    const { conversations } = await this.screen();
    const found = conversations.find(({ name, kind }) =>
      channel === "the app" ? kind === "direct" : name === channel,
    );
    if (!found)
      throw new Error(
        `${this.person.name} is not in ${channel}, but in ${conversations.map(({ name }) => name).join(", ")}.`,
      );
    return found.id;
  }

  async #field(label: string, nth: number): Promise<Field> {
    const field = await this.#presence.until((screen) => fieldCalled(this.#surfaces(screen), label, nth));
    if (!field) throw await this.#missing(`field "${label}"${nth > 1 ? ` (${nth})` : ""}`);
    return field;
  }

  async #enters(field: Field, value: EnteredValue, pressedEnter = false): Promise<void> {
    const act = { do: "enter", at: field.at, value, pressedEnter } as const;
    await (field.tellsApp || pressedEnter ? this.#presence.does(act) : this.#presence.doesQuietly(act));
  }

  async #tick(
    label: string,
    option: string | undefined,
    which: Which,
    change: (values: string[], value: string) => string[],
  ): Promise<void> {
    const field = await this.#field(label, which.nth ?? 1);
    const [only] = await this.options(label, "", which);
    const { value } = await findChoice(this.#presence.talk, field, option ?? only ?? "");
    await this.#enters(field, change(chosenValues(field), value));
  }

  async #missing(what: string): Promise<Error> {
    const screen = await this.screen();
    const labels = labelsInFront(screen, this.#surfaces(screen)).map((label) => `"${label}"`);
    return new Error(
      `${this.person.name} sees no ${what}. On the screen: ${labels.join(", ") || "nothing"}.\n${this.#seenOn(screen)}`,
    );
  }
}
