import { createHash } from "node:crypto";

/** A short text that is the same for equal data, and different for everything else. */
export function fingerprint(data: unknown): string {
  return createHash("sha256").update(JSON.stringify(data)).digest("base64url").slice(0, 22);
}
