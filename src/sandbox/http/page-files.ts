import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { pathToFileURL } from "node:url";
import { projectFile } from "../../lib/project-root.ts";
import type { Exchange } from "./exchange.ts";

const PAGE = pathToFileURL(`${projectFile("src", "sandbox", "page")}/`);
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Everything the page needs comes from the sandbox itself. */
const POLICY = "default-src 'self'; img-src 'self' data: https:; frame-ancestors 'none'; base-uri 'none'";

function fileFor(pathname: string): URL | undefined {
  if (pathname === "/") return new URL("index.html", PAGE);
  if (!pathname.startsWith("/page/")) return undefined;
  const file = new URL(`.${pathname.slice("/page".length)}`, PAGE);
  return file.href.startsWith(PAGE.href) ? file : undefined;
}

/** `/` and `/page/*`; false when there is no such file. */
export async function servePage({ response, url }: Exchange): Promise<boolean> {
  const file = fileFor(url.pathname);
  const type = file && TYPES[extname(file.pathname)];
  if (!file || !type) return false;
  const content = await readFile(file).catch(() => undefined);
  if (!content) return false;
  response.writeHead(200, { "content-type": type, "cache-control": "no-cache", "content-security-policy": POLICY });
  response.end(content);
  return true;
}
