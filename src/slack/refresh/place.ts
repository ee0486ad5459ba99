import type { BlockAction, ButtonAction } from "@slack/bolt";
import { z } from "zod";

/** The lists of which the bot shows a page. */
const LISTS = ["approvals", "mine", "holders", "held", "waiting", "approved", "requests", "reviews"] as const;
export type ListName = (typeof LISTS)[number];

export const DETAILS_CALLBACK = "decide.details";

/** `of`: what the list is about, and which page of it; empty where there is one list alone, and its first page. */
const Listed = { list: z.enum(LISTS), of: z.string().default("") };

/**
 * Where a button was pressed, as far as what stands there has to be drawn anew. A pane remembers it in its metadata:
 * it holds ids, and the address by which Slack lets this person's own message be replaced.
 */
export const Place = z.discriminatedUnion("kind", [
  /** A card, which is kept current by its own job. */
  z.object({ kind: z.literal("card") }),
  z.object({ kind: z.literal("home") }),
  z.object({ kind: z.literal("listMessage"), ...Listed, responseUrl: z.url() }),
  z.object({ kind: z.literal("listModal"), ...Listed, viewId: z.string() }),
  z.object({ kind: z.literal("details"), requestId: z.uuid(), viewId: z.string() }),
]);
export type Place = z.infer<typeof Place>;

/** The block_id of what belongs to a row of a list; `placeOf` tells by it which list was clicked, and which page of it. */
export function rowBlock(list: ListName, id: string, of = ""): string {
  return `${list}:${of}:${id}`;
}

/** Where the click came from. */
export function placeOf(
  { view, response_url: responseUrl }: Pick<BlockAction, "view" | "response_url">,
  { block_id: blockId }: Pick<ButtonAction, "block_id">,
): Place {
  if (view?.type === "home") return { kind: "home" };
  if (view?.callback_id === DETAILS_CALLBACK)
    return { kind: "details", requestId: view.private_metadata, viewId: view.id };
  const [name, of = ""] = blockId.split(":");
  const list = LISTS.find((each) => each === name);
  if (list && view) return { kind: "listModal", list, of, viewId: view.id };
  if (list && responseUrl) return { kind: "listMessage", list, of, responseUrl };
  return { kind: "card" };
}
