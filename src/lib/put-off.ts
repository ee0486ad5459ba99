/** Thrown where the work cannot go on now, but will in a while: nothing failed, and nobody need hurry. */
export class PutOff extends Error {
  readonly afterMs: number;

  constructor(afterMs: number, because: string) {
    super(`put off for ${Math.ceil(afterMs)} ms: ${because}`);
    this.name = "PutOff";
    this.afterMs = afterMs;
  }
}
