import { ImpossibleAct } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { answerJson, answerText, BodyTooLarge, type Exchange } from "./exchange.ts";
import { serveFile, serveUpload } from "./file-routes.ts";
import { comesFromHere } from "./guard.ts";
import { servePage } from "./page-files.ts";
import { serveResponseUrl } from "./response-url-routes.ts";
import { serveWebApi } from "./web-api-routes.ts";
import { serveWorkspace } from "./workspace-routes.ts";

async function route(sandbox: Sandbox, exchange: Exchange): Promise<void> {
  const { request, url } = exchange;
  const [, area = "", rest = ""] = /^\/([^/]*)\/?(.*)$/u.exec(url.pathname) ?? [];
  if (area === "api") return serveWebApi(sandbox, exchange, rest);
  if ((area === "commands" || area === "actions") && request.method === "POST")
    return serveResponseUrl(sandbox, exchange, rest);
  if (area === "upload" && request.method === "POST") return serveUpload(sandbox, exchange, rest);
  if (area === "files" && request.method === "GET") return serveFile(sandbox, exchange, rest);
  if (area === "workspace" && (await serveWorkspace(sandbox, exchange, `${request.method} ${rest}`))) return;
  if (request.method === "GET" && (await servePage(exchange))) return;
  answerText(exchange, 404, "There is nothing here.");
}

function answerFailure(exchange: Exchange, error: unknown): void {
  if (exchange.response.headersSent) exchange.response.destroy();
  else if (error instanceof ImpossibleAct) answerJson(exchange, 400, { ok: false, error: error.message });
  else if (error instanceof BodyTooLarge) answerText(exchange, 413, "Too much.");
  else
    answerText(
      exchange,
      500,
      `The sandbox failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
}

/** Answers one request, whatever it is. */
export async function serve(sandbox: Sandbox, exchange: Exchange): Promise<void> {
  if (!comesFromHere(exchange.request, Number(new URL(sandbox.url()).port))) {
    return answerText(exchange, 403, "The sandbox answers its own page and its own bot only.");
  }
  try {
    await route(sandbox, exchange);
  } catch (error) {
    answerFailure(exchange, error);
  }
}
