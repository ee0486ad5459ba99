/** What has been opened and must be closed again, the last first. */
export class Closers {
  #closers: (() => Promise<unknown>)[] = [];

  /** Closes this too, before everything that was added earlier. */
  add(close: () => Promise<unknown>): void {
    this.#closers.push(close);
  }

  /** Closes everything, even when some of it fails; gives what failed. */
  async closeAll(): Promise<unknown[]> {
    const failures: unknown[] = [];
    for (const close of this.#closers.splice(0).toReversed())
      await close().catch((error: unknown) => failures.push(error));
    return failures;
  }
}
