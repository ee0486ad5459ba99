/**
 * Conditions on states, with the states in the text of the statement: a plan that is made once for all values would not
 * use the indexes that hold such rows alone.
 */
import { sql } from "drizzle-orm";
import { OPEN_REQUEST_STATES } from "../../domain/request/request.ts";
import { assignment } from "../schema/assignment.ts";
import { request } from "../schema/request.ts";

/** Whether the assignment has not ended; at most one such for each person and package (domain.md 4.2). */
export const IS_LIVE = sql`${assignment.state} <> 'expired'`;

/** Whether the request is still to be decided, or to begin. */
export const IS_OPEN = sql`${request.state} in (${sql.raw(OPEN_REQUEST_STATES.map((state) => `'${state}'`).join(", "))})`;
