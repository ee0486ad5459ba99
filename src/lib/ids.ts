import { randomUUID } from "node:crypto";

/** Makes the ids of new rows; injected, so that tests can foresee them. */
export type NewId = () => string;

export const newRandomId: NewId = () => randomUUID();

/** Whether the text is an id that a row could have. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(text);
}
