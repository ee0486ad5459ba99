import type { IncomingMessage } from "node:http";
import { z } from "zod";
import type { Logger } from "../lib/log.ts";
import { briefly } from "../lib/temporary.ts";
import { route } from "./routes.ts";
import type { Answer, OpsRoute } from "./routes.ts";
import type { TimeTravel } from "./time-travel.ts";

const PATH = "/time-travel";
const LONGEST_BODY = 1_000;
const TEN_YEARS_S = 10 * 365 * 86_400;

const Wish = z.object({ advanceSeconds: z.int().min(1).max(TEN_YEARS_S) });

/**
 * `GET /time-travel` tells where the bot's time is, `POST /time-travel` with `{"advanceSeconds": N}` moves it ahead and
 * answers when all that was due on the way is done (words.md 7).
 */
export function timeTravelRoutes(timeTravel: TimeTravel, log: Logger): OpsRoute[] {
  return [
    route("GET", PATH, async () => json(200, await timeTravel.where())),
    route("POST", PATH, async (request) => {
      // A page of another origin can send any other type without being asked who it is.
      if (!/^application\/json\b/i.test(request.headers["content-type"] ?? ""))
        return refused("Send JSON, with the header content-type: application/json.");
      const wish = Wish.safeParse(await readJson(request));
      if (!wish.success)
        return refused(
          `Send {"advanceSeconds": N} with N a whole number from 1 to ${TEN_YEARS_S.toLocaleString("en")}, ten years.`,
        );
      try {
        return json(200, await timeTravel.advance(wish.data.advanceSeconds));
      } catch (error) {
        log.error({ cause: briefly(error) }, "time travel failed on the way");
        return json(500, { error: "Time travel failed on the way; the log tells why. Try again." });
      }
    }),
  ];
}

function refused(error: string): Answer {
  return json(400, { error });
}

function json(status: number, value: unknown): Answer {
  return { status, type: "application/json", body: `${JSON.stringify(value)}\n` };
}

/** The body's JSON; undefined where it is none, or too long to be a wish. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  let body = "";
  for await (const part of request) {
    body += String(part);
    if (body.length > LONGEST_BODY) return undefined;
  }
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
