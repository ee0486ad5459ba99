import { SlackRefusal } from "../refusal.ts";
import type { Args } from "./args.ts";

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1_000;
const CURSOR = /^from:(\d+)$/u;

/** One page of the list, and the cursor of the next; empty at the end. */
export function pageOf<T>(items: T[], args: Args): { page: T[]; response_metadata: { next_cursor: string } } {
  const limit = args.count("limit") ?? DEFAULT_LIMIT;
  if (!Number.isInteger(limit) || limit < 0 || limit > MAX_LIMIT) throw new SlackRefusal("invalid_limit");
  const size = limit === 0 ? DEFAULT_LIMIT : limit;
  const start = startOf(args.text("cursor"));
  const end = start + size;
  const next = end < items.length ? Buffer.from(`from:${end}`).toString("base64") : "";
  return { page: items.slice(start, end), response_metadata: { next_cursor: next } };
}

function startOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const [, start] = CURSOR.exec(Buffer.from(cursor, "base64").toString()) ?? [];
  if (start === undefined) throw new SlackRefusal("invalid_cursor");
  return Number(start);
}
