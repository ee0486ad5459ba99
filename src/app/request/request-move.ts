import type { LastWrites, Transaction } from "../../store/database.ts";

/** What every step of a request works with: the transaction of the command that takes it, and its one `now`. */
export interface RequestMove {
  tx: Transaction;
  last: LastWrites;
  now: Date;
  newId: () => string;
}
