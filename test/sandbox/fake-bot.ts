/** A bot that is nothing but an HTTP server: it keeps what it receives and answers what the test says. */
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Act, ActResult, Screen } from "../../src/sandbox/contract.ts";

export interface Received {
  /** "POST /slack/events" */
  line: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** The payload of an interaction, the fields of a command, or the envelope of an event. */
  payload: Record<string, unknown>;
}

export interface Reply {
  status?: number;
  body?: unknown;
  afterMs?: number;
  headers?: Record<string, string>;
}

export interface FakeBot {
  url: string;
  received: Received[];
  /** How the next deliveries are answered. */
  reply: (payload: Record<string, unknown>, line: string) => Reply | Promise<Reply>;
  stop(): Promise<void>;
}

function payloadIn(contentType: string, body: string): Record<string, unknown> {
  if (contentType === "application/json") return JSON.parse(body) as Record<string, unknown>;
  const form = Object.fromEntries(new URLSearchParams(body));
  return form["payload"] === undefined ? form : (JSON.parse(form["payload"]) as Record<string, unknown>);
}

export async function startFakeBot(): Promise<FakeBot> {
  const server = createServer((request, response) => {
    void (async () => {
      let body = "";
      for await (const chunk of request) body += String(chunk);
      const payload = payloadIn(request.headers["content-type"] ?? "", body);
      const line = `${request.method} ${request.url}`;
      bot.received.push({ line, headers: request.headers, body, payload });
      const { status = 200, body: answer, afterMs = 0, headers = {} } = await bot.reply(payload, line);
      await sleep(afterMs);
      const type = typeof answer === "string" ? "text/plain" : "application/json";
      response.writeHead(status, { "content-type": type, ...headers });
      response.end(typeof answer === "string" || answer === undefined ? answer : JSON.stringify(answer));
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const bot: FakeBot = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
    received: [],
    reply: () => ({}),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return bot;
}

/** Calls a method of the Web API as a bot's client would. */
export async function callApi(
  apiUrl: string,
  method: string,
  args: Record<string, unknown>,
  token: string | null,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${apiUrl}${method}`, {
    method: "POST",
    headers: {
      "content-type": "application/json; charset=utf-8",
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(args),
  });
  return {
    httpStatus: response.status,
    retryAfter: response.headers.get("retry-after"),
    ...((await response.json()) as object),
  };
}

/** Lets a person act, by the contract. */
export async function act(url: string, person: string, what: Act): Promise<ActResult> {
  const response = await fetch(`${url}/workspace/act`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ person, act: what }),
  });
  return (await response.json()) as ActResult;
}

export async function screenOf(url: string, person: string): Promise<Screen> {
  return (await (await fetch(`${url}/workspace/screen?person=${person}`)).json()) as Screen;
}
