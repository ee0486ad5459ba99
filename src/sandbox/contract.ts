/**
 * What the sandbox's page, its word-driven visitor and its server say to each other over HTTP.
 * The page knows nothing else of the server, and the server nothing of the page.
 */
import type { KnownBlock, View } from "@slack/types";

export type PersonId = string;

/** Somebody the newcomer can act as. */
export interface SandboxPerson {
  id: PersonId;
  name: string;
  email: string;
  /** What this person is there to show, in a few words: "Administrator", "Catalog owner". */
  part: string;
  guest: boolean;
  deactivated: boolean;
}

export interface SandboxMessage {
  ts: string;
  /** A person's id, or the bot's. */
  author: string;
  authorName: string;
  text: string;
  blocks: KnownBlock[];
  /** Only the acting person sees it. */
  ephemeral: boolean;
  edited: boolean;
  /** It answers the message above it, in a thread. */
  isReply: boolean;
  /** What the acting person has chosen in the message's selects and checkboxes. */
  values: StateValues;
}

export interface SandboxConversation {
  id: string;
  /** "#marketing", or the other side's name of a direct message. */
  name: string;
  kind: "channel" | "direct";
  /** Whether the bot has been invited. */
  botIsMember: boolean;
  messages: SandboxMessage[];
}

/** The value of one element as Slack keeps it in `state.values[block_id][action_id]`. */
export type ElementState = { type: string } & Record<string, unknown>;
export type StateValues = Record<string, Record<string, ElementState>>;

/** A modal on the stack, or the Home tab. */
export interface SandboxView {
  id: string;
  hash: string;
  view: View;
  values: StateValues;
  /** block_id -> what is wrong with it; from the app's answer or from Slack's own client-side checks. */
  errors: Record<string, string>;
}

/** All that one person has in front of them. */
export interface Screen {
  revision: number;
  me: SandboxPerson;
  people: SandboxPerson[];
  conversations: SandboxConversation[];
  home: SandboxView | null;
  /** Bottom of the stack first; the last one is in front. */
  modals: SandboxView[];
  commands: { command: string; hint: string; description: string }[];
  shortcuts: { name: string; callbackId: string; description: string }[];
  /** What Slack itself tells the person, such as a command that was not answered in time; newest last. */
  notices: { id: number; text: string }[];
}

/** Where an element stands. */
export type Place = { view: string } | { conversation: string; message: string };
export interface ElementAddress {
  place: Place;
  blockId: string;
  actionId: string;
}

export interface Choice {
  text: string;
  value: string;
  description?: string;
}

/** What a person can do. Every act answers with an `ActResult`. */
export type Act =
  | { do: "command"; conversation: string; text: string }
  | { do: "shortcut"; callbackId: string }
  | { do: "openHome" }
  /** A button, or an overflow option (`value`). */
  | { do: "press"; at: ElementAddress; value?: string }
  /**
   * Sets the value of an input or select; the server dispatches it to the app where Slack would. A text field that
   * dispatches on Enter does so only with `pressedEnter`.
   */
  | { do: "enter"; at: ElementAddress; value: EnteredValue; pressedEnter?: boolean }
  | { do: "submit"; view: string }
  /** Cancel closes the view named; the X closes the whole stack. */
  | { do: "close"; view: string; all: boolean };

/**
 * By the kind of element: text, number, date (YYYY-MM-DD), time (HH:mm), UNIX seconds as text, one option's value, several
 * options' values, people's or channels' ids. Null clears.
 */
export type EnteredValue = string | string[] | null;

/** Not ok: the act was impossible (the element is gone, the value is not offered). What the app answers is on the screen. */
export type ActResult = { ok: true; screen: Screen } | { ok: false; error: string; screen: Screen };

/** `GET /workspace/options?person=..&view=..&blockId=..&actionId=..&query=..` (or conversation= and message= instead of view=). */
export interface OptionsResult {
  options: Choice[];
}

/** How somebody can let time pass, as the page's menu names it. */
export type Wait = "A day" | "A week" | "To the next deadline";

/** Where the bot's time is, as ISO dates; null where its clock cannot be moved. */
export type BotTime = { now: string; nextDeadline: string | null } | null;

/** `handled`: how much was due on the way. */
export type WaitResult = { ok: true; time: BotTime; handled: number } | { ok: false; error: string };

/*
 * Routes, all JSON, on the sandbox's own port:
 *   GET  /                              the page
 *   GET  /page/*                        its files
 *   GET  /workspace/people              SandboxPerson[]
 *   GET  /workspace/screen?person=ID    Screen
 *   GET  /workspace/options?...         OptionsResult
 *   GET  /workspace/stream?person=ID    server-sent events: `data: <revision>` whenever that person's screen changed
 *   POST /workspace/act                 { person, act }  ->  ActResult
 *   GET  /workspace/time                BotTime
 *   POST /workspace/wait                { wait }  ->  WaitResult, when all that was due on the way is done
 *   POST /workspace/faults              test controls only (see the server)
 *   *    /api/:method                   Slack's Web API for the bot
 */
