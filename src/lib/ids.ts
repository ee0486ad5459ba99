import { randomUUID } from "node:crypto";

/** Makes the ids of new rows; injected, so that tests can foresee them. */
export type NewId = () => string;

export const newRandomId: NewId = () => randomUUID();
