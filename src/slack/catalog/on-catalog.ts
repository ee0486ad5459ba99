import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { z } from "zod";
import { editCatalog } from "../../app/catalog/edit-catalog.ts";
import { listCatalogs } from "../../app/catalog/list-catalogs.ts";
import { readCatalog } from "../../app/catalog/read-catalog.ts";
import { ephemeral } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import { answerSubmission, onSubmit } from "../kit/answer.ts";
import { answerClick } from "../kit/answer-click.ts";
import { attempt } from "../kit/attempt.ts";
import { choiceAt, choicesAt, readTyped, textAt } from "../kit/state.ts";
import { CATALOGS_PAGE, catalogsMessage } from "./catalogs-message.ts";
import { ACTION, CALLBACK } from "./ids.ts";
import { manageCatalogView } from "./manage-catalog-view.ts";

const Cursor = z.object({ tier: z.enum(["starts", "holds"]), nameKey: z.string(), id: z.uuid() });
const Metadata = z.object({ catalogId: z.uuid(), version: z.int() });

/** Listens to the list of catalogs, to `Manage`, and to the changes of a catalog. */
export function listenToCatalogs(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.list, (click) =>
    answerClick(click, deps.log, async () =>
      ephemeral(catalogsMessage(await listCatalogs(deps, click.body.user.id, CATALOGS_PAGE))),
    ),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.more, (click) =>
    answerClick(click, deps.log, async () => {
      const page = await listCatalogs(
        deps,
        click.body.user.id,
        CATALOGS_PAGE,
        Cursor.parse(JSON.parse(click.action.value ?? "")),
      );
      return { ...ephemeral(catalogsMessage(page)), replace_original: true };
    }),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.manage, (click) =>
    answerClick(click, deps.log, async () =>
      manageCatalogView(await readCatalog(deps, click.body.user.id, click.action.value ?? "")),
    ),
  );
  onSubmit(app, CALLBACK.manage, (submission) =>
    answerSubmission(submission, deps.log, async () => {
      const { view, body } = submission;
      const typed = readTyped(view.state.values);
      const owners = choicesAt(typed, "owners");
      const packageManagers = choicesAt(typed, "packageManagers");
      const input = {
        ...Metadata.parse(JSON.parse(view.private_metadata)),
        name: textAt(typed, "name"),
        description: textAt(typed, "description"),
        approvalsChannel: choiceAt(typed, "approvalsChannel"),
        isEnabled: choiceAt(typed, "isEnabled") === "yes",
        isEnabledForExternalUsers: choiceAt(typed, "isEnabledForExternalUsers") === "yes",
        owners,
        packageManagers,
      };
      await attempt(deps, [body.user.id, ...owners, ...packageManagers], () => editCatalog(deps, body.user.id, input));
      return undefined;
    }),
  );
}
