import { sql } from "drizzle-orm";
import { clockShift } from "../schema/clock.ts";
import type { Reader, Transaction } from "../database.ts";
import { oneRowOf } from "./rows.ts";

/** How far time travel has moved the clock ahead, in milliseconds; 0 where it never has. */
export async function readClockShift(db: Reader): Promise<number> {
  const [row] = await db.select().from(clockShift);
  return row?.milliseconds ?? 0;
}

/** Moves the clock further ahead; gives the whole shift. Processes that do so at once each add theirs. */
export async function addToClockShift(tx: Transaction, milliseconds: number): Promise<number> {
  const { shift } = await oneRowOf<{ shift: number }>(
    tx,
    sql`
      insert into clock_shift (id, milliseconds) values (1, ${milliseconds})
      on conflict (id) do update set milliseconds = clock_shift.milliseconds + excluded.milliseconds
      returning milliseconds::float8 as shift`,
  );
  return shift;
}
