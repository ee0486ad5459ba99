import { z } from "zod";
import { listHeld } from "../../app/assignment/list-held.ts";
import { listHolders } from "../../app/assignment/list-holders.ts";
import { listWaiting } from "../../app/request/list-waiting.ts";
import type { MomentCursor } from "../../app/request/list-approvals.ts";
import type { Message } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import { waitingMessage } from "./waiting-lines.ts";
import { heldMessage, holdersMessage } from "./who-messages.ts";

/** One page of a list of `/access who`; `of` says of which package or person, and after what the page begins. */
export async function whoPage(
  deps: SlackDeps,
  slackUserId: string,
  list: "holders" | "held" | "waiting",
  of: string,
): Promise<Message> {
  const [subject = "", after = ""] = of.split("/");
  switch (list) {
    case "holders":
      return holdersMessage(await listHolders(deps, slackUserId, subject, after === "" ? null : after));
    case "held":
      return heldMessage(await listHeld(deps, slackUserId, subject, after === "" ? null : after));
    case "waiting":
      return waitingMessage(await listWaiting(deps, slackUserId, subject, readMoment(after)));
  }
}

const Moment = z.tuple([z.coerce.number(), z.uuid()]);

function readMoment(text: string): MomentCursor | null {
  if (text === "") return null;
  const [milliseconds, id] = Moment.parse(text.split("."));
  return { at: new Date(milliseconds), id };
}
