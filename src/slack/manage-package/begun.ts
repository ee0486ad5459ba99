import type { ViewOutput } from "@slack/bolt";
import { z } from "zod";
import { CALLBACK } from "./ids.ts";
import { parseMetadata } from "../kit/metadata.ts";

/** What the fields of a `Manage package` were filled from: the version, the last audit row then, and a mark of the texts. */
export const Begun = z.object({ version: z.int(), seen: z.int(), stored: z.string() });
export type Begun = z.infer<typeof Begun>;

/** A pane on top of `Manage package` remembers what the fields there began with, and draws them anew by it. */
export interface OnManaged {
  begun?: Begun | undefined;
}

/** What a pane remembers that is opened from the view. */
export function begunIn(view: ViewOutput | undefined): OnManaged {
  return view?.callback_id === CALLBACK.manage ? { begun: parseMetadata(Begun, view.private_metadata) } : {};
}
