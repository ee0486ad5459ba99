import { randomBytes } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

function randomText(length: number): string {
  return Array.from(randomBytes(length), (byte) => LETTERS.charAt(byte % LETTERS.length)).join("");
}

/** An id in Slack's form: a letter or two for the kind of thing, then capitals and digits. */
export function slackId(prefix: string): string {
  return prefix + randomText(10);
}

/** The id that Slack gives to a block or element whose author gave none. */
export function generatedId(): string {
  return randomText(5);
}

/** A text nobody can guess, for response URLs and the like. */
export function secretText(): string {
  return randomBytes(16).toString("hex");
}
