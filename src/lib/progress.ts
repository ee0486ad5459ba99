import type { WriteStream } from "node:tty";

/** Told how far some long work has come. */
export type Progress = (what: string, done: number, total: number) => void;

/** Nobody watches. */
export const silentProgress: Progress = () => {};

const REDRAW_EVERY_MS = 100;

/** A line that redraws itself on a terminal; nothing at all where the stream is no terminal. */
export function terminalProgress(stream: Pick<WriteStream, "isTTY" | "write">): Progress {
  if (!stream.isTTY) return silentProgress;
  let drawnAt = Number.NEGATIVE_INFINITY;
  return (what, done, total) => {
    const isLast = done >= total;
    if (!isLast && performance.now() - drawnAt < REDRAW_EVERY_MS) return;
    drawnAt = performance.now();
    const share = total === 0 ? 100 : Math.floor((done / total) * 100);
    stream.write(
      `\r\u001b[K${what}: ${done.toLocaleString("en")} of ${total.toLocaleString("en")} (${share}%)${isLast ? "\n" : ""}`,
    );
  };
}
