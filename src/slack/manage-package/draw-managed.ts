import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { readManagedPackage } from "../../app/package/read-managed-package.ts";
import { briefly } from "../../lib/temporary.ts";
import type { SlackDeps } from "../deps.ts";
import { answerClick } from "../kit/answer-click.ts";
import type { OnManaged } from "./begun.ts";
import { managePackageView, readMetadata } from "./manage-package-view.ts";

/**
 * Draws `Manage package` anew where it stands; what is typed there stays, by what its fields began with. What was done is
 * done: a view that could not be drawn is only noted.
 */
export async function drawManaged(
  deps: SlackDeps,
  client: WebClient,
  slackUserId: string,
  { viewId, packageId, ...more }: OnManaged & { viewId: string | null | undefined; packageId: string; from?: number },
): Promise<void> {
  if (!viewId) return;
  try {
    const view = managePackageView(await readManagedPackage(deps, slackUserId, packageId), more);
    await client.views.update({ view_id: viewId, view });
  } catch (error) {
    deps.log.warn({ cause: briefly(error), packageId }, "the package under management was not drawn anew");
  }
}

/** Listens to a button of `Manage package` that does something at once, and draws the view anew. */
export function onManagePress(
  app: App,
  deps: SlackDeps,
  actionId: string | RegExp,
  act: (slackUserId: string, value: string) => Promise<void>,
): void {
  app.action<BlockAction<ButtonAction>>(actionId, (click) =>
    answerClick(click, deps.log, async () => {
      const { body, action, client } = click;
      await act(body.user.id, action.value ?? "");
      if (!body.view) return undefined;
      const { packageId, from, ...begun } = readMetadata(body.view.private_metadata);
      await drawManaged(deps, client, body.user.id, { viewId: body.view.id, packageId, from, begun });
      return undefined;
    }),
  );
}
