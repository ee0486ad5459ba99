import { isDeepStrictEqual, styleText } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";
import type { Wait } from "../../src/sandbox/contract.ts";
import { visit } from "../../src/sandbox/visitor.ts";
import type { Visitor } from "../../src/sandbox/visitor.ts";

const TRIES = 50;
const PAUSE_MS = 100;

/** A part of the story, played in this workspace; it counts on what the parts before have done. */
export type Part = (url: string) => Promise<void>;

/** The story did not go as it should; the message says what was expected and what came instead. */
export class Unexpected extends Error {}

/** Somebody who uses the workspace, and everything they do and see printed as it happens. */
export class Teller {
  readonly visitor: Visitor;

  private constructor(visitor: Visitor) {
    this.visitor = visitor;
  }

  static async introduce(url: string, name: string, aim: string): Promise<Teller> {
    const teller = new Teller(await visit(url, name));
    const { person } = teller.visitor;
    console.log(`\n${styleText("bold", `${person.name} (${person.part}) ${aim}`)}`);
    return teller;
  }

  async types(text: string): Promise<void> {
    tell("types", text);
    await this.visitor.types(text);
    await this.#shows();
  }

  async clicks(label: string): Promise<void> {
    tell("clicks", label);
    await this.visitor.clicks(label);
    await this.#shows();
  }

  async opensHome(): Promise<void> {
    tell("opens", "Home");
    await this.visitor.opensHome();
    await this.#shows();
  }

  async waits(wait: Wait, times = 1): Promise<void> {
    tell("waits", times === 1 ? wait : `${wait}, ${times} times`);
    for (let done = 0; done < times; done += 1) await this.visitor.waits(wait);
  }

  async fills(label: string, text: string): Promise<void> {
    tell("fills", `${label}: ${text}`);
    await this.visitor.fills(label, text);
  }

  async chooses(label: string, option: string): Promise<void> {
    tell("chooses", `${label}: ${option}`);
    await this.visitor.chooses(label, option);
  }

  async ticks(label: string): Promise<void> {
    tell("ticks", label);
    await this.visitor.ticks(label);
  }

  async picks(label: string, names: string[]): Promise<void> {
    tell("picks", `${label}: ${names.join(", ")}`);
    await this.visitor.choosesMany(label, names);
  }

  async closes(): Promise<void> {
    tell("closes", "the window");
    await this.visitor.closesAllModals();
  }

  async unticks(label: string): Promise<void> {
    tell("unticks", label);
    await this.visitor.unticks(label);
  }

  /** The select offers exactly this, now or as soon as the app has taken in what was ticked. */
  async isOffered(label: string, options: string[]): Promise<void> {
    let offered = await this.visitor.options(label);
    for (let tries = 0; tries < TRIES && !isDeepStrictEqual(offered, options); tries += 1) {
      await sleep(PAUSE_MS);
      offered = await this.visitor.options(label);
    }
    this.#holds(`${label} offers ${options.join(", ")}`, offered, isDeepStrictEqual(offered, options));
  }

  /** The modal in front has this title. */
  async isAt(title: string): Promise<void> {
    const actual = await this.visitor.title();
    this.#holds(`the window is ${title}`, await this.#inFront(), actual === title);
  }

  /** Exactly these fields have an error. */
  async isTold(errors: Record<string, RegExp>): Promise<void> {
    const actual = await this.visitor.errors();
    const isSame = isDeepStrictEqual(Object.keys(actual), Object.keys(errors));
    const fits = Object.entries(errors).every(([label, pattern]) => pattern.test(actual[label] ?? ""));
    this.#holds(`an error stands on ${Object.keys(errors).join(" and ")}`, actual, isSame && fits);
  }

  async sees(what: string, pattern: RegExp): Promise<void> {
    const seen = await this.#inFront();
    this.#holds(what, seen, pattern.test(seen));
  }

  async doesNotSee(what: string, pattern: RegExp): Promise<void> {
    const seen = await this.#inFront();
    this.#holds(what, seen, !pattern.test(seen));
  }

  /** Waits for a message, for what the bot does after its answer. */
  async gets(what: string, pattern: RegExp): Promise<void> {
    const message = await this.visitor.hasMessage(pattern).catch((error: unknown) => {
      throw new Unexpected(`Expected: ${what}.\n${String(error)}`);
    });
    show(message);
    this.#holds(what, message, true);
  }

  /** The modal in front, or the Home tab without the messages below it; else the newest message. */
  async #inFront(): Promise<string> {
    const seen = await this.visitor.sees();
    const messages = await this.visitor.messages();
    if (!seen.includes("== ")) return messages.at(-1) ?? "nothing";
    return messages.reduce((rest, message) => rest.replace(`\n${message}`, ""), seen);
  }

  async #shows(): Promise<void> {
    show(await this.#inFront());
  }

  #holds(what: string, actual: unknown, isTrue: boolean): void {
    if (isTrue) return console.log(`  ${styleText("green", "✓")} ${what}`);
    const came = typeof actual === "string" ? actual : JSON.stringify(actual, null, 2);
    throw new Unexpected(`Expected of ${this.visitor.person.name}: ${what}.\nInstead:\n${came}`);
  }
}

function tell(verb: string, what: string): void {
  console.log(`  ${styleText("cyan", verb.padEnd(7))} ${what}`);
}

function show(text: string): void {
  console.log(text.replaceAll(/^/gm, styleText("dim", "          │ ")));
}
