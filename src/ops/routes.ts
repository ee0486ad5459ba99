import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { StartFailure } from "../lib/start.ts";
import type { Metrics } from "./metrics.ts";
import { readiness } from "./readiness.ts";
import type { Check } from "./readiness.ts";

/** One address of the operators' pages, in the shape that Bolt's receiver takes too. */
export interface OpsRoute {
  path: string;
  method: string;
  handler: (request: IncomingMessage, response: ServerResponse) => void;
}

/** `/healthz`: the process is alive. `/readyz`: what it needs answers. `/metrics`: figures for Prometheus. */
export function opsRoutes(options: { metrics: Metrics; checks: Readonly<Record<string, Check>> }): OpsRoute[] {
  const { metrics, checks } = options;
  return [
    route("GET", "/healthz", async () => ({ status: 200, type: "text/plain", body: "alive\n" })),
    route("GET", "/readyz", async () => {
      const { isReady, parts } = await readiness(checks);
      return { status: isReady ? 200 : 503, type: "application/json", body: `${JSON.stringify(parts)}\n` };
    }),
    route("GET", "/metrics", async () => ({ status: 200, ...(await metrics.text()) })),
  ];
}

export interface Answer {
  status: number;
  type: string;
  body: string;
}

/** An address whose answer is made anew for each request; when that fails, the answer is a bare 500. */
export function route(method: string, path: string, answer: (request: IncomingMessage) => Promise<Answer>): OpsRoute {
  return {
    path,
    method,
    handler: (request, response) => {
      answer(request).then(
        ({ status, type, body }) => response.writeHead(status, { "content-type": type }).end(body),
        () => response.writeHead(500).end(),
      );
    },
  };
}

/** Serves the operators' pages alone, where Slack's requests do not come over HTTP. */
export async function serveOps(routes: readonly OpsRoute[], listen: { port: number; host?: string }): Promise<Server> {
  const server = createServer((request, response) => {
    const path = request.url?.split("?", 1)[0];
    const found = routes.find((each) => each.path === path && each.method === request.method);
    if (found) found.handler(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        new StartFailure(`Port ${listen.port} cannot be used (${error.code}). Stop what uses it, or set another PORT.`),
      ),
    );
    server.listen(listen, resolve);
  });
  return server;
}

/** Closes the server at once: what it serves can be asked again. */
export async function stopServing(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
