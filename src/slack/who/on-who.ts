import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { listHeld } from "../../app/assignment/list-held.ts";
import { listHolders } from "../../app/assignment/list-holders.ts";
import { namePackage } from "../../app/package/name-package.ts";
import { ephemeral } from "../command/message.ts";
import type { Message } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import { packageChoices } from "../find-packages/package-choices.ts";
import { answerClick } from "../kit/answer-click.ts";
import { attempt } from "../kit/attempt.ts";
import { note } from "../kit/block.ts";
import { ACTION } from "./ids.ts";
import { heldMessage, holdersMessage } from "./who-messages.ts";

const HOW = "Name an access package or a person: `/access who PACKAGE`, or `/access who @PERSON`";

/** Answers `/access who`: who holds the package that is named, or what the person holds who is mentioned. */
export async function whoAnswer(deps: SlackDeps, slackUserId: string, rest: string): Promise<Message> {
  if (rest === "") return { text: HOW, blocks: [note(HOW)] };
  const mentioned = /^<@([A-Z0-9]+)(?:\|[^>]*)?>$/.exec(rest)?.[1];
  if (mentioned !== undefined)
    return heldMessage(await attempt(deps, [mentioned], () => listHeld(deps, slackUserId, mentioned)));
  const named = await namePackage(deps, slackUserId, rest);
  return named.kind === "one"
    ? holdersMessage(await listHolders(deps, slackUserId, named.found.id))
    : packageChoices(rest, named, { label: "Holders", action: ACTION.holders });
}

/** Listens to the choice of a package, and to `More`. */
export function listenToWho(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.holders, (click) =>
    answerClick(click, deps.log, async () =>
      ephemeral(holdersMessage(await listHolders(deps, click.body.user.id, click.action.value ?? ""))),
    ),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.moreHolders, (click) =>
    answerClick(click, deps.log, async () => {
      const [packageId = "", after = ""] = (click.action.value ?? "").split(":");
      const holders = await listHolders(deps, click.body.user.id, packageId, after);
      return { ...ephemeral(holdersMessage(holders)), replace_original: true };
    }),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.moreHeld, (click) =>
    answerClick(click, deps.log, async () => {
      const [ofSlackUserId = "", after = ""] = (click.action.value ?? "").split(":");
      const held = await listHeld(deps, click.body.user.id, ofSlackUserId, after);
      return { ...ephemeral(heldMessage(held)), replace_original: true };
    }),
  );
}
