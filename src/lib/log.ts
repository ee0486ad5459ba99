import { pino } from "pino";
import type { Logger } from "pino";

export type { Logger } from "pino";

const NEVER_LOGGED = ["token", "secret", "password", "reason", "justification", "answers", "authorization"];

/** A logger of JSON lines. Ids may be logged; reasons, answers and tokens are removed if somebody tries. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    redact: { paths: NEVER_LOGGED.flatMap((key) => [key, `*.${key}`]), remove: true },
  });
}
