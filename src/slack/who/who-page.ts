import { listHeld } from "../../app/assignment/list-held.ts";
import { listHolders } from "../../app/assignment/list-holders.ts";
import { listWaiting } from "../../app/request/list-waiting.ts";
import type { Message } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import { readMoment } from "./page-reference.ts";
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
