import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { z } from "zod";
import { findPackages } from "../../app/package/find-packages.ts";
import type { SlackDeps } from "../deps.ts";
import { ephemeral } from "../command/message.ts";
import { answerClick } from "../kit/answer-click.ts";
import { findMessage } from "./find-message.ts";
import { ACTION } from "./ids.ts";

const NextPage = z.object({
  text: z.string(),
  cursor: z.object({ tier: z.enum(["starts", "holds"]), nameKey: z.string(), id: z.uuid() }),
});

/** Listens to `More` and to the buttons that list all packages. */
export function listenToFindPackages(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.more, (click) =>
    answerClick(click, deps.log, async () => {
      const { text, cursor } = NextPage.parse(JSON.parse(click.action.value ?? ""));
      const page = await findPackages(deps, click.body.user.id, text, cursor);
      return { ...ephemeral(findMessage(text, page)), replace_original: true };
    }),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.list, (click) =>
    answerClick(click, deps.log, async () =>
      ephemeral(findMessage("", await findPackages(deps, click.body.user.id, ""))),
    ),
  );
}
