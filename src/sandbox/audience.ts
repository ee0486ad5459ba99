type Listener = (revision: number) => void;

/** Who looks at which screen, and how often that screen has changed. */
export class Audience {
  readonly #revisions = new Map<string, number>();
  readonly #listeners = new Map<string, Set<Listener>>();

  revision(personId: string): number {
    return this.#revisions.get(personId) ?? 0;
  }

  /** The person's screen looks different now. */
  changed(personId: string): void {
    const revision = this.revision(personId) + 1;
    this.#revisions.set(personId, revision);
    for (const listener of this.#listeners.get(personId) ?? []) listener(revision);
  }

  /** Calls the listener at every change until the returned function is called. */
  watch(personId: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(personId) ?? new Set();
    this.#listeners.set(personId, listeners.add(listener));
    return () => listeners.delete(listener);
  }
}
