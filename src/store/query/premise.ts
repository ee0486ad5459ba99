import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Database } from "../database.ts";
import { statement } from "./statement.ts";
import type { Source, Statement, Values } from "./statement.ts";

/** So many premises are remembered; each is as short as a row. */
const REMEMBERED = 5_000;

interface Remembered<Facts> {
  text: string;
  facts: Facts;
}

/**
 * What a look-up rests on, such as the person who asks. It decides what is asked, so it would have to be read first, in
 * a round trip of its own. Instead it is taken to be as it was the last time, and the look-up reads it again in the
 * same statement: where it is another one by now, the answer is thrown away, and the look-up is made anew. So nothing
 * is ever answered from memory, and rights are looked up at every click.
 */
export class Premise<Facts> {
  readonly #text: SQL;
  readonly #read: Statement<{ premise: string | null }>;
  readonly #decode: (text: string | null) => Facts;
  readonly #remembered = new WeakMap<Database, Map<string, Remembered<Facts>>>();

  /** `text`: an expression whose value is a text, or null; `decode` makes facts of it. */
  constructor(text: SQL, decode: (text: string | null) => Facts) {
    this.#text = text;
    this.#read = statement(sql`select (${text}) as premise`);
    this.#decode = decode;
  }

  /** Looks something up on this premise. What `answer` throws on facts that were not read anew does not count. */
  async answer<Result>(
    database: Database,
    values: Values,
    answer: (source: Source, facts: Facts) => Promise<Result>,
  ): Promise<Result> {
    const memory = this.#memoryOf(database);
    const key = Object.values(values).join(" ");
    const last = memory.get(key);
    if (last) {
      let state: "unread" | "holds" | "changed" = "unread";
      const check = (holds: boolean) => {
        state = holds && state !== "changed" ? "holds" : "changed";
        if (state === "changed") throw new Error("the premise has changed");
      };
      const premised = { db: database.read, premise: this.#text, values, believed: last.text, check };
      try {
        const result = await answer(premised, last.facts);
        if (isHolding(state)) return result;
      } catch (error) {
        if (isHolding(state)) throw error;
      }
    }
    const [row] = await this.#read(database.read, values);
    const text = row?.premise ?? null;
    const facts = this.#decode(text);
    memory.delete(key);
    if (text !== null) memory.set(key, { text, facts });
    if (memory.size > REMEMBERED) memory.delete(memory.keys().next().value ?? "");
    return answer(database.read, facts);
  }

  #memoryOf(database: Database): Map<string, Remembered<Facts>> {
    const memory = this.#remembered.get(database) ?? new Map<string, Remembered<Facts>>();
    this.#remembered.set(database, memory);
    return memory;
  }
}

/** Asked through a function, as the compiler does not see that a check changes the state. */
function isHolding(state: "unread" | "holds" | "changed"): boolean {
  return state === "holds";
}
