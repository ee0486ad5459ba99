import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "./log.ts";
import { briefly, isTemporary } from "./temporary.ts";

/** The start cannot go on; the message is for the person who started it, and says what to do. */
export class StartFailure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StartFailure";
  }
}

/** How long a service that is needed at start is waited for. */
export const PATIENCE_MS = 30_000;
const PAUSE_MS = 1_000;

/**
 * Tries until the service answers. What does not pass by itself (a wrong password, say) is thrown at once; after
 * the time is up, a StartFailure with the service's address.
 */
export async function untilItAnswers<Result>(
  service: {
    name: string;
    address: string;
    log: Logger;
    patienceMs?: number;
    isTemporary?: (error: unknown) => boolean;
  },
  attempt: () => Promise<Result>,
): Promise<Result> {
  const { name, address, log, patienceMs = PATIENCE_MS } = service;
  const passes = service.isTemporary ?? isTemporary;
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!passes(error)) throw error;
      const left = Math.round((giveUpAt - performance.now()) / 1000);
      if (left <= 0) {
        const waited = Math.round(patienceMs / 1000);
        throw new StartFailure(
          `${name} at ${address} did not answer within ${waited} seconds (${briefly(error)}). Start it, or correct its address.`,
        );
      }
      log.warn(
        { service: name, address },
        `${name} at ${address} does not answer (${briefly(error)}); trying for another ${left} s`,
      );
      await sleep(PAUSE_MS);
    }
  }
}

/** The address of a service without its password. */
export function addressWithoutPassword(url: string): string {
  const { protocol, username, host, pathname } = new URL(url);
  return `${protocol}//${username ? `${username}@` : ""}${host}${pathname === "/" ? "" : pathname}`;
}
