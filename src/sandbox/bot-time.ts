/** The bot's time, which the page can move ahead. */
import { z } from "zod";
import type { BotTime, Wait, WaitResult } from "./contract.ts";
import { jsonIn } from "./delivery/deliver.ts";
import type { Sandbox } from "./sandbox.ts";

const DAY_S = 86_400;

export const WAITS = ["A day", "A week", "To the next deadline"] as const satisfies Wait[];

const Place = z.object({ now: z.iso.datetime(), nextDeadline: z.iso.datetime().nullable() });
const Journey = z.object({ handled: z.number() });
const Refused = z.object({ error: z.string() });

const UNREACHABLE = "The bot cannot be reached, or was stopped on the way. Is it still running?";

/** Asks the bot where its time is; null when it has no time travel, or cannot be reached. */
export async function botTime(sandbox: Sandbox): Promise<BotTime> {
  const answer = await ask(sandbox);
  const place = answer?.ok === true ? Place.safeParse(answer.body) : undefined;
  return place?.success === true ? place.data : null;
}

/** Moves the bot's clock ahead, and waits until it has done what was due on the way. */
export async function letTimePass(sandbox: Sandbox, wait: Wait): Promise<WaitResult> {
  const seconds = await secondsOf(sandbox, wait);
  if (seconds === null) return { ok: false, error: "Nothing will happen by itself: no deadline is ahead." };
  const answer = await ask(sandbox, { advanceSeconds: seconds });
  if (!answer) return { ok: false, error: UNREACHABLE };
  const journey = Journey.safeParse(answer.body);
  if (answer.ok && journey.success) return { ok: true, time: await botTime(sandbox), handled: journey.data.handled };
  const refused = Refused.safeParse(answer.body);
  return { ok: false, error: refused.success ? refused.data.error : "The bot has no time travel." };
}

async function secondsOf(sandbox: Sandbox, wait: Wait): Promise<number | null> {
  if (wait === "A day") return DAY_S;
  if (wait === "A week") return 7 * DAY_S;
  const time = await botTime(sandbox);
  if (!time?.nextDeadline) return null;
  return Math.max(1, Math.ceil((Date.parse(time.nextDeadline) - Date.parse(time.now)) / 1000));
}

async function ask(sandbox: Sandbox, wish?: unknown): Promise<{ ok: boolean; body: unknown } | undefined> {
  const headers = { "content-type": "application/json" };
  try {
    const response = await fetch(new URL("/time-travel", sandbox.botUrl()), {
      signal: sandbox.stopping,
      ...(wish !== undefined && { method: "POST", headers, body: JSON.stringify(wish) }),
    });
    return { ok: response.ok, body: jsonIn(await response.text()) };
  } catch {
    return undefined;
  }
}
