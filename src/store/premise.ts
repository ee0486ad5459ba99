import type { SQL } from "drizzle-orm";
import type { Reader } from "./database.ts";

/** What an answer rests on: a text that Postgres reads, such as who asks, and the values in it. */
export interface Premise {
  text: SQL;
  values: Readonly<Record<string, unknown>>;
}

/**
 * A reader for somebody who already believes to know the premise. Each statement reads the premise as well, in the same
 * round trip, and its rows are given out only if the premise still is what was believed.
 */
export class UnderPremise {
  readonly db: Reader;
  readonly premise: Premise;
  readonly #believed: string;
  /** Whether the premise was read at all, and found as it was believed. */
  state: "unread" | "read" | "changed" = "unread";

  constructor(db: Reader, premise: Premise, believed: string) {
    this.db = db;
    this.premise = premise;
    this.#believed = believed;
  }

  /** Gives the rows that were read together with the premise; throws when it is another one by now. */
  async hold(read: () => Promise<{ premise: string | null; rows: Record<string, unknown>[] }[]>) {
    if (this.state === "unread") this.state = "read";
    const [row] = await read();
    if (row?.premise === this.#believed) return row.rows;
    this.state = "changed";
    throw new Error("the premise has changed");
  }
}
