import { spawn } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PATIENCE_MS = 60_000;

/** A server in a process of its own. */
export interface RunningProgram {
  url: string;
  /** From its spawning to its first good answer. */
  readyMs: number;
  stop: () => Promise<void>;
}

/** Starts Node with these arguments, and waits until `path` answers with 200. */
export async function startProgram(options: {
  node: readonly string[];
  env: Readonly<Record<string, string>>;
  path: string;
}): Promise<RunningProgram> {
  const port = await freePort();
  const inherited = Object.fromEntries(
    ["PATH", "HOME", "TMPDIR"].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  );
  const since = performance.now();
  const child = spawn(process.execPath, options.node, {
    cwd: ROOT,
    env: { ...inherited, ...options.env, PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => (said = (said + text.toString()).slice(-4_000)));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    const kill = setTimeout(() => child.kill("SIGKILL"), 12_000);
    await ended;
    clearTimeout(kill);
  };
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(url + options.path))) {
    if (child.exitCode === null && performance.now() - since < PATIENCE_MS) {
      await sleep(5);
      continue;
    }
    await stop();
    throw new Error(`${options.node.join(" ")} did not become ready:\n${said}`);
  }
  return { url, readyMs: performance.now() - since, stop };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    async (response) => {
      await response.arrayBuffer();
      return response.status === 200;
    },
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
