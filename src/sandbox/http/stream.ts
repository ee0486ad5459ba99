import type { SandboxPerson } from "../contract.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Exchange } from "./exchange.ts";

const HEARTBEAT_MS = 20_000;

/** `GET /workspace/stream`: the screen's revision, at once and whenever it changes. */
export function streamRevisions({ audience }: Sandbox, { request, response }: Exchange, person: SandboxPerson): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  const send = (revision: number) => response.write(`data: ${revision}\n\n`);
  send(audience.revision(person.id));
  const leave = audience.watch(person.id, send);
  const heartbeat = setInterval(() => response.write(": still here\n\n"), HEARTBEAT_MS).unref();
  request.on("close", () => {
    clearInterval(heartbeat);
    leave();
  });
}
