import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers whatever the bot asks of Slack, at once. */
export async function startStubSlack(): Promise<{ apiUrl: string; stop: () => Promise<void> }> {
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
    request.resume();
    request.on("end", () => response.writeHead(200, { "content-type": "application/json" }).end(answer));
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
