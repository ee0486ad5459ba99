import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "../../lib/clock.ts";
import type { Sandbox } from "../sandbox.ts";
import { signatureHeaders } from "./sign.ts";

export interface Delivery {
  /** By which faults find it: "command", "block_actions", "view_submission", "event", ... */
  name: string;
  contentType: "application/json" | "application/x-www-form-urlencoded";
  body: string;
  headers?: Record<string, string>;
}

/** What the bot answered, or that it did not. */
export type Answer =
  | { kind: "answered"; status: number; headers: Headers; body: string }
  | { kind: "timeout" }
  | { kind: "unreachable" };

async function send(sandbox: Sandbox, delivery: Delivery): Promise<Answer> {
  const { contentType, body, headers } = delivery;
  try {
    const response = await fetch(sandbox.botUrl(), {
      method: "POST",
      // The bot holds the signature against the clock of the machine, whatever time the workspace believes it is.
      headers: {
        ...signatureHeaders(sandbox.signingSecret, body, systemClock.now()),
        "content-type": contentType,
        "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        ...headers,
      },
      body,
      signal: sandbox.stopping,
    });
    return { kind: "answered", status: response.status, headers: response.headers, body: await response.text() };
  } catch {
    return { kind: "unreachable" };
  }
}

async function sendThroughFaults(sandbox: Sandbox, delivery: Delivery): Promise<Answer> {
  const fault = sandbox.faults.take("delivery", delivery.name, delivery.body);
  if (fault?.kind === "drop") {
    if (fault.isDone) await send(sandbox, delivery);
    return { kind: "unreachable" };
  }
  if (fault?.kind === "slow") await sleep(fault.ms);
  if (fault?.kind === "duplicate") for (let copy = 1; copy < fault.copies; copy += 1) void send(sandbox, delivery);
  return send(sandbox, delivery);
}

async function waitForAck(sandbox: Sandbox, waiting: AbortSignal): Promise<Answer> {
  // Aborted as soon as the answer is there, so that no timer outlives its delivery.
  await sleep(sandbox.ackMs, undefined, { signal: waiting }).catch(() => undefined);
  return { kind: "timeout" };
}

/** Sends a signed delivery to the bot and waits for the answer, no longer than Slack would. */
export async function deliver(sandbox: Sandbox, delivery: Delivery): Promise<Answer> {
  const answered = new AbortController();
  try {
    return await Promise.race([sendThroughFaults(sandbox, delivery), waitForAck(sandbox, answered.signal)]);
  } finally {
    answered.abort();
  }
}

/** Whether the bot took the delivery. */
export function accepted(answer: Answer): answer is Extract<Answer, { kind: "answered" }> {
  return answer.kind === "answered" && answer.status >= 200 && answer.status < 300;
}

/** A delivery as an interaction: a form with one field that holds JSON. */
export function interaction(payload: { type: string }): Delivery {
  return {
    name: payload.type,
    contentType: "application/x-www-form-urlencoded",
    body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
  };
}

/** The answer's body as JSON; undefined when it is none. */
export function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
