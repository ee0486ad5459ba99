import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { showPackage } from "../../app/package/show-package.ts";
import type { PackageAnswer } from "../../app/package/show-package.ts";
import { clip } from "../../lib/text.ts";
import type { Message } from "../command/message.ts";
import { ephemeral } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import { packageLine } from "../find-packages/find-message.ts";
import { ACTION } from "../find-packages/ids.ts";
import { answerClick } from "../kit/answer-click.ts";
import { paragraph } from "../kit/block.ts";
import { escape } from "../kit/text.ts";
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
  if (answer.kind === "card") return packageCard(answer.card);
  const named = `“${clip(name, 100)}”`;
  if (answer.choices.length === 0) {
    const text = `There is no access package named ${named} that you can see. /access find lists all.`;
    return { text: escape(text), blocks: [paragraph(text)] };
  }
  const text = answer.isExact
    ? `Several access packages are named ${named}. Which one do you mean?`
    : `No access package is named exactly ${named}. Do you mean one of these?`;
  return { text: escape(text), blocks: [paragraph(text), ...answer.choices.map(packageLine)] };
}
