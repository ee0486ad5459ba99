/** Something of a Graph file that could not be carried over, or not as it was. */
export interface NotCarried {
  /** From the catalog down. */
  path: readonly string[];
  text: string;
}

/** Gathers what is not carried over of one thing of the file. */
export class Notes {
  readonly #all: NotCarried[];
  readonly #path: readonly string[];

  constructor(all: NotCarried[], path: readonly string[] = []) {
    this.#all = all;
    this.#path = path;
  }

  of(name: string): Notes {
    return new Notes(this.#all, [...this.#path, name]);
  }

  add(text: string): void {
    this.#all.push({ path: this.#path, text });
  }

  addIf(is: boolean, text: string): void {
    if (is) this.add(text);
  }
}
