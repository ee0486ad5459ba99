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
import { whoPage } from "./who-page.ts";

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
  for (const [action, list] of MORE)
    app.action<BlockAction<ButtonAction>>(action, (click) =>
      answerClick(click, deps.log, async () => ({
        ...ephemeral(await whoPage(deps, click.body.user.id, list, click.action.value ?? "")),
        replace_original: list !== "waiting",
      })),
    );
}

/** The next requests that wait are a message of their own: they stand below the holders at first. */
const MORE = [
  [ACTION.moreHolders, "holders"],
  [ACTION.moreHeld, "held"],
  [ACTION.moreWaiting, "waiting"],
] as const;
