import { Agent, request } from "node:http";
import { deliveryHeaders } from "./requests.ts";

/** What one round measured. */
export interface Round {
  /** In milliseconds, sorted. */
  times: readonly number[];
  perSecond: number;
}

export interface RoundOptions {
  url: string;
  bodies: readonly string[];
  inFlight: number;
  /** What every right answer holds; a wrong one ends the benchmark, as its speed would mean nothing. */
  expects: string;
  /** Told each answer, and to which of the bodies. */
  onAnswer?: (answer: string, at: number) => void;
  /** Begins to wait for what is to happen besides the answer, such as a call of Slack; it counts as well. */
  waitsFor?: () => Promise<unknown>;
}

/** Sends all requests over kept connections, so many in flight, and times each from its signing to its last byte. */
export async function runRound({ url, bodies, inFlight, expects, onAnswer, waitsFor }: RoundOptions): Promise<Round> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const target = new URL("/slack/events", url);
  const times: number[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++, body = bodies[at]; body !== undefined; at = next++, body = bodies[at]) {
      const since = performance.now();
      const awaited = waitsFor?.();
      const answer = await post(agent, target, body);
      onAnswer?.(answer, at);
      await awaited;
      times.push(performance.now() - since);
      if (!answer.includes(expects))
        throw new Error(
          `An answer without ${expects}: ${answer.slice(0, 2_000)}\nto ${decodeURIComponent(body).slice(0, 500)}`,
        );
    }
  };
  const since = performance.now();
  try {
    await Promise.all(Array.from({ length: inFlight }, worker));
  } finally {
    agent.destroy();
  }
  const seconds = (performance.now() - since) / 1000;
  return { times: times.toSorted((a, b) => a - b), perSecond: bodies.length / seconds };
}

function post(agent: Agent, target: URL, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(target, { agent, method: "POST", headers: deliveryHeaders(body) }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("end", () => {
        const text = Buffer.concat(pieces).toString();
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`An answer with status ${response.statusCode}: ${text.slice(0, 500)}`));
      });
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
