import type { FieldPath } from "./field-path.ts";

/** Something wrong with a file that a person wrote. */
export interface FileProblem {
  path: FieldPath;
  /** What is wrong, as the rest of a sentence that begins with the field. */
  text: string;
  /** Where it stands already, for what may stand only once. */
  firstPath?: FieldPath;
}

/** Thrown when a file cannot be used; the message has one line for everything that is wrong with it. */
export class FileFault extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join("\n"));
    this.name = "FileFault";
    this.lines = lines;
  }
}
