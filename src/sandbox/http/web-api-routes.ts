import { setTimeout as sleep } from "node:timers/promises";
import { SlackRefusal } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { type Args, readArgs } from "../web-api/args.ts";
import { callMethod } from "../web-api/call.ts";
import { RateLimited } from "../web-api/rate-limited.ts";
import { answerJson, bodyOf, type Exchange } from "./exchange.ts";

function tokenIn({ request }: Exchange, args: Args): string | undefined {
  const [, bearer] = /^Bearer (.+)$/u.exec(request.headers.authorization ?? "") ?? [];
  return bearer ?? args.text("token");
}

function refusalBody(sandbox: Sandbox, { code, details }: SlackRefusal): object {
  if (code === "missing_scope")
    return { ok: false, error: code, needed: details.join(","), provided: sandbox.bot.scopes.join(",") };
  return { ok: false, error: code, ...(details.length > 0 && { response_metadata: { messages: details } }) };
}

function answerRateLimited(exchange: Exchange, retryAfter: number): void {
  answerJson(exchange, 429, { ok: false, error: "ratelimited" }, { "retry-after": String(retryAfter) });
}

/** Answers as the ordered fault says; true when nothing is left to answer. */
async function suffersFault(sandbox: Sandbox, exchange: Exchange, method: string): Promise<boolean> {
  const fault = sandbox.faults.take("api", method);
  if (fault?.kind === "slow") await sleep(fault.ms);
  if (fault?.kind === "drop") exchange.request.socket.destroy();
  if (fault?.kind === "status" && fault.status === 429) answerRateLimited(exchange, fault.retryAfter ?? 1);
  else if (fault?.kind === "status") answerJson(exchange, fault.status, { ok: false, error: "internal_error" });
  return fault?.kind === "drop" || fault?.kind === "status";
}

/** `/api/:method`. */
export async function serveWebApi(sandbox: Sandbox, exchange: Exchange, method: string): Promise<void> {
  const body = await bodyOf(exchange.request);
  if (await suffersFault(sandbox, exchange, method)) return;
  try {
    const args = readArgs(exchange.request.headers["content-type"] ?? "", body, exchange.url.searchParams);
    const answer = callMethod(sandbox, method, tokenIn(exchange, args), args);
    answerJson(exchange, 200, answer, { "x-oauth-scopes": sandbox.bot.scopes.join(",") });
  } catch (error) {
    if (error instanceof RateLimited) return answerRateLimited(exchange, error.retryAfter);
    if (!(error instanceof SlackRefusal)) throw error;
    answerJson(exchange, 200, refusalBody(sandbox, error));
  }
}
