/** Where something stands in the file: `["groups", 2, "members", 0]`. */
export type FieldPath = readonly (string | number)[];

/** Something wrong with a directory file. */
export interface DirectoryProblem {
  path: FieldPath;
  /** What is wrong, as the rest of a sentence that begins with the field. */
  text: string;
  /** Where it stands already, for what may stand only once. */
  firstPath?: FieldPath;
}

/** The path as a person would write it: `groups[2].members[0]`. */
export function fieldName(path: FieldPath): string {
  return path.map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`)).join("");
}

/** Thrown when a directory file cannot be used; the message has one line for everything that is wrong with it. */
export class DirectoryFileFault extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join("\n"));
    this.name = "DirectoryFileFault";
    this.lines = lines;
  }
}
