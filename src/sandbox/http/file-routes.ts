import { extname } from "node:path";
import type { Sandbox } from "../sandbox.ts";
import { answerText, bytesOf, type Exchange } from "./exchange.ts";

const TYPES: Readonly<Record<string, string>> = { ".csv": "text/csv; charset=utf-8", ".png": "image/png" };

/** `POST /upload/:id`: takes the bytes of a file that the bot has announced. */
export async function serveUpload(sandbox: Sandbox, exchange: Exchange, id: string): Promise<void> {
  const file = sandbox.files.find(id);
  if (!file || file.bytes) return answerText(exchange, 404, "There is no such upload.");
  const bytes = await bytesOf(exchange.request);
  if (bytes.length !== file.length)
    return answerText(exchange, 400, `${file.length} bytes were announced, and ${bytes.length} came.`);
  file.bytes = bytes;
  answerText(exchange, 200, `OK - ${bytes.length}`);
}

/** `GET /files/:id/:name`: the file, once it is shared; pictures to look at, everything else to keep. */
export function serveFile(sandbox: Sandbox, exchange: Exchange, rest: string): void {
  const file = sandbox.files.find(rest.split("/", 1)[0]);
  if (!file?.bytes || !file.isShared) return answerText(exchange, 404, "There is no such file.");
  const isPicture = file.name.endsWith(".png");
  exchange.response.writeHead(200, {
    "content-type": TYPES[extname(file.name)] ?? "application/octet-stream",
    "content-disposition": `${isPicture ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    "x-content-type-options": "nosniff",
  });
  exchange.response.end(file.bytes);
}
