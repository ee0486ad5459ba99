import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { showPackage } from "../../app/package/show-package.ts";
import type { PackageAnswer } from "../../app/package/show-package.ts";
import type { Message } from "../command/message.ts";
import { ephemeral } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import { ACTION } from "../find-packages/ids.ts";
import { packageChoices } from "../find-packages/package-choices.ts";
import { answerClick } from "../kit/answer-click.ts";
import { packageCard } from "./package-card.ts";

/** Listens to `Open`. */
export function listenToShowPackage(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.open, (click) =>
    answerClick(click, deps.log, async () =>
      ephemeral(packageCard(await showPackage(deps, click.body.user.id, click.action.value ?? ""))),
    ),
  );
}

/** The card, or the choice of packages that could be meant. */
export function packageAnswer(name: string, answer: PackageAnswer): Message {
  return answer.kind === "card" ? packageCard(answer.card) : packageChoices(name, answer);
}
