import type { z } from "zod";
import { fault, Refusal } from "../../domain/fault.ts";

/** What a view remembers of itself. Refuses a view that another version of the program made, as before a deploy. */
export function parseMetadata<Read>(
  schema: z.ZodType<Read>,
  metadata: string,
  outdated = fault("windowOutdated", {}),
): Read {
  const read = schema.safeParse(parseJson(metadata));
  if (!read.success) throw new Refusal(outdated);
  return read.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
