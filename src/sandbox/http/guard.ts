/** Keeps other web pages out: a page elsewhere must not reach the sandbox through the newcomer's browser. */
import type { IncomingMessage } from "node:http";

const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/** Whether this is an address that only the machine itself can reach. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.includes(host) || host === "::1";
}

/** Whether the request names this server, and comes from no page but its own. */
export function comesFromHere({ headers }: IncomingMessage, port: number): boolean {
  const hosts = LOOPBACK.map((host) => `${host}:${port}`);
  const { host = "", origin } = headers;
  return hosts.includes(host) && (origin === undefined || hosts.some((one) => origin === `http://${one}`));
}
