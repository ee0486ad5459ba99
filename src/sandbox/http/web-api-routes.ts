import { setTimeout as sleep } from "node:timers/promises";
import type { FaultEffect } from "../faults.ts";
import { SlackRefusal } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { type Args, readArgs } from "../web-api/args.ts";
import { callMethod } from "../web-api/call.ts";
import { RateLimited } from "../web-api/rate-limited.ts";
import { answerJson, bodyOf, type Exchange } from "./exchange.ts";

interface Answer {
  status: number;
  body: object;
  headers?: Record<string, string>;
}

function tokenIn({ request }: Exchange, args: Args): string | undefined {
  const [, bearer] = /^Bearer (.+)$/u.exec(request.headers.authorization ?? "") ?? [];
  return bearer ?? args.text("token");
}

function refusalBody(sandbox: Sandbox, { code, details }: SlackRefusal): object {
  if (code === "missing_scope")
    return { ok: false, error: code, needed: details.join(","), provided: sandbox.bot.scopes.join(",") };
  return { ok: false, error: code, ...(details.length > 0 && { response_metadata: { messages: details } }) };
}

function rateLimited(retryAfter: number): Answer {
  return { status: 429, body: { ok: false, error: "ratelimited" }, headers: { "retry-after": String(retryAfter) } };
}

function answerTo(sandbox: Sandbox, exchange: Exchange, method: string, readArguments: () => Args): Answer {
  try {
    const args = readArguments();
    const body = callMethod(sandbox, method, tokenIn(exchange, args), args);
    return { status: 200, body, headers: { "x-oauth-scopes": sandbox.bot.scopes.join(",") } };
  } catch (error) {
    if (error instanceof RateLimited) return rateLimited(error.retryAfter);
    if (!(error instanceof SlackRefusal)) throw error;
    return { status: 200, body: refusalBody(sandbox, error) };
  }
}

function orderedStatus({ status, retryAfter = 1 }: Extract<FaultEffect, { kind: "status" }>): Answer {
  return status === 429 ? rateLimited(retryAfter) : { status, body: { ok: false, error: "internal_error" } };
}

/** `/api/:method`. */
export async function serveWebApi(sandbox: Sandbox, exchange: Exchange, method: string): Promise<void> {
  const body = await bodyOf(exchange.request);
  const readArguments = () => readArgs(exchange.request.headers["content-type"] ?? "", body, exchange.url.searchParams);
  const answer = () => answerTo(sandbox, exchange, method, readArguments);
  const tell = (status: number | null) => sandbox.onCall({ method, arguments: () => readArguments().all(), status });

  const fault = sandbox.faults.take("api", method, body);
  if (fault?.kind === "drop" || fault?.kind === "hang") {
    if (fault.isDone) answer();
    if (fault.kind === "drop") exchange.request.socket.destroy();
    return tell(null);
  }
  if (fault?.kind === "slow") await sleep(fault.ms);
  const { status, body: answered, headers } = fault?.kind === "status" ? orderedStatus(fault) : answer();
  answerJson(exchange, status, answered, headers);
  tell(status);
}
