import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { deletePackage } from "../../app/package/delete-package.ts";
import { endAllAccess } from "../../app/package/end-all-access.ts";
import { readDeletion } from "../../app/package/read-deletion.ts";
import { briefly } from "../../lib/temporary.ts";
import type { SlackDeps } from "../deps.ts";
import { answerSubmission, onSubmit } from "../kit/answer.ts";
import { answerClick, answerModal } from "../kit/answer-click.ts";
import { paragraph } from "../kit/block.ts";
import { deletePane } from "./delete-pane.ts";
import { ACTION, CALLBACK } from "./ids.ts";

/** Listens to `Delete package`, to the offer to end all access first, and to the deletion itself. */
export function listenToDeletion(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.delete, (click) =>
    answerClick(click, deps.log, async () =>
      deletePane(await readDeletion(deps, click.body.user.id, click.action.value ?? "")),
    ),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.endAll, (click) =>
    answerClick(click, deps.log, async () => {
      const { body, action, client } = click;
      const packageId = action.value ?? "";
      await endAllAccess(deps, body.user.id, { packageId });
      const newest = deletePane(await readDeletion(deps, body.user.id, packageId));
      if (body.view) await client.views.update({ view_id: body.view.id, view: newest });
      return undefined;
    }),
  );
  onSubmit(app, CALLBACK.delete, (submission) =>
    answerSubmission(submission, deps.log, async () => {
      const { view, body, client } = submission;
      const { name } = await deletePackage(deps, body.user.id, { packageId: view.private_metadata });
      const gone = answerModal([paragraph(`${name} is deleted.`)]);
      if (view.root_view_id && view.root_view_id !== view.id)
        await client.views
          .update({ view_id: view.root_view_id, view: gone })
          .catch((error: unknown) => deps.log.warn({ cause: briefly(error) }, "the deleted package is still shown"));
      return undefined;
    }),
  );
}
