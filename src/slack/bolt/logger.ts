import { LogLevel } from "@slack/bolt";
import type { Logger as SlackLogger } from "@slack/bolt";
import type { Logger } from "../../lib/log.ts";

/** Our log in the shape in which Bolt writes to it. Bolt's debug lines hold whole payloads and are left out. */
export function slackLogger(log: Logger): SlackLogger {
  const line = (parts: unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(" ");
  return {
    debug: () => {},
    info: (...parts) => log.debug({ from: "slack" }, line(parts)),
    warn: (...parts) => log.warn({ from: "slack" }, line(parts)),
    error: (...parts) => log.error({ from: "slack" }, line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
