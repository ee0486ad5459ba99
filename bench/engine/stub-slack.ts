import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** One call that the bot has made of Slack. */
export interface StubCall {
  method: string;
  /** As the bot sent it. */
  body: string;
}

export interface StubOptions {
  /** How long each answer takes. */
  delayMs?: number;
  onCall?: (call: StubCall) => void;
}

/** Answers whatever the bot asks of Slack. */
export async function startStubSlack({ delayMs = 0, onCall = () => {} }: StubOptions = {}): Promise<{
  apiUrl: string;
  stop: () => Promise<void>;
}> {
  const answer = JSON.stringify({
    ok: true,
    user_id: "UBOT",
    bot_id: "BBOT",
    team_id: "TBENCH",
    members: [],
    channel: "C1",
    ts: "1.1",
  });
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const give = () => {
        onCall({ method: (request.url ?? "").replace("/api/", ""), body: Buffer.concat(pieces).toString() });
        response.writeHead(200, { "content-type": "application/json" }).end(answer);
      };
      if (delayMs > 0) setTimeout(give, delayMs);
      else give();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
