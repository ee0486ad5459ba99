/** A way to a server that can be cut and mended: what a network does to a database. */
import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

export interface CuttableProxy {
  port: number;
  /** Cuts every connection and refuses new ones. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function cuttableProxy(host: string, port: number): Promise<CuttableProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, host);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("error", () => to.destroy()).on("close", () => to.destroy() && sockets.delete(from));
      from.pipe(to);
    }
  });
  const listen = (onPort: number) => new Promise<void>((resolve) => server.listen(onPort, "127.0.0.1", resolve));
  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await listen(0);
  const { port: own } = server.address() as AddressInfo;
  return { port: own, cut, mend: () => listen(own), close: async () => (server.listening ? cut() : undefined) };
}
