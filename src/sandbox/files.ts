import { slackId } from "./ids.ts";

export interface StoredFile {
  id: string;
  name: string;
  /** How many bytes the bot has announced. */
  length: number;
  /** Empty until they are uploaded. */
  bytes: Buffer | undefined;
  altText: string | undefined;
  isShared: boolean;
}

/** The files that the bot uploads, in the two steps of Slack's present way: an address first, then the bytes. */
export class Files {
  readonly #files = new Map<string, StoredFile>();

  announce(name: string, length: number, altText?: string): StoredFile {
    const file = { id: slackId("F"), name, length, bytes: undefined, altText, isShared: false };
    this.#files.set(file.id, file);
    return file;
  }

  find(id: unknown): StoredFile | undefined {
    return typeof id === "string" ? this.#files.get(id) : undefined;
  }
}
