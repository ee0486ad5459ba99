import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { readPackageHistory } from "../../app/history/read-package-history.ts";
import { namePackage } from "../../app/package/name-package.ts";
import { ephemeral } from "../command/message.ts";
import type { Message } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import { packageChoices } from "../find-packages/package-choices.ts";
import { answerClick } from "../kit/answer-click.ts";
import { note } from "../kit/block.ts";
import { historyMessage } from "./history-message.ts";
import { ACTION } from "./ids.ts";

const HOW = "Name an access package: `/access history PACKAGE`";

/** Answers `/access history`: who did what when to the package that is named. */
export async function historyAnswer(deps: SlackDeps, slackUserId: string, name: string): Promise<Message> {
  if (name === "") return { text: HOW, blocks: [note(HOW)] };
  const named = await namePackage(deps, slackUserId, name);
  return named.kind === "one"
    ? historyMessage(await readPackageHistory(deps, slackUserId, named.found.id))
    : packageChoices(name, named, { label: "History", action: ACTION.open });
}

/** Listens to the choice of a package, and to `More`. */
export function listenToHistory(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.open, (click) =>
    answerClick(click, deps.log, async () =>
      ephemeral(historyMessage(await readPackageHistory(deps, click.body.user.id, click.action.value ?? ""))),
    ),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.more, (click) =>
    answerClick(click, deps.log, async () => {
      const [packageId = "", beforeId = ""] = (click.action.value ?? "").split(":");
      const history = await readPackageHistory(deps, click.body.user.id, packageId, Number(beforeId));
      return { ...ephemeral(historyMessage(history)), replace_original: true };
    }),
  );
}
