import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import type { SlackDeps } from "../deps.ts";
import { answerClick } from "../kit/answer-click.ts";
import { placeOf } from "./place.ts";
import { refresh } from "./refresh.ts";

/** Listens to a button that does something at once to what its value names, and draws anew where it was pressed. */
export function onPress(
  app: App,
  deps: SlackDeps,
  actionId: string,
  act: (slackUserId: string, value: string) => Promise<void>,
): void {
  app.action<BlockAction<ButtonAction>>(actionId, (click) =>
    answerClick(click, deps.log, async () => {
      const { body, action, client } = click;
      await act(body.user.id, action.value ?? "");
      await refresh(deps, client, body.user.id, placeOf(body, action));
      return undefined;
    }),
  );
}
