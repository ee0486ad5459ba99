import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { createCatalog } from "../../app/catalog/create-catalog.ts";
import { deleteCatalog } from "../../app/catalog/delete-catalog.ts";
import { readCatalog } from "../../app/catalog/read-catalog.ts";
import { readAbilities } from "../../app/person/read-abilities.ts";
import { fault, Refusal } from "../../domain/fault.ts";
import { staffFor } from "../../domain/permission/permit.ts";
import type { SlackDeps } from "../deps.ts";
import { answerSubmission, onSubmit } from "../kit/answer.ts";
import { answerClick } from "../kit/answer-click.ts";
import { attempt } from "../kit/attempt.ts";
import { readTyped, textAt } from "../kit/state.ts";
import { ACTION, CALLBACK } from "./ids.ts";
import { manageCatalogView } from "./manage-catalog-view.ts";
import { catalogDeletedView, newCatalogView } from "./new-catalog-view.ts";

/** Listens to `New catalog` and to `Delete catalog`. */
export function listenToNewCatalogs(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.new, (click) =>
    answerClick(click, deps.log, () => openNewCatalog(deps, click.body.user.id)),
  );
  onSubmit(app, CALLBACK.new, (submission) =>
    answerSubmission(submission, deps.log, async () => {
      const { view, body } = submission;
      const typed = readTyped(view.state.values);
      const input = { name: textAt(typed, "name"), description: textAt(typed, "description") };
      const catalogId = await createCatalog(deps, body.user.id, input);
      return {
        response_action: "update",
        view: manageCatalogView(await readCatalog(deps, body.user.id, catalogId)),
      };
    }),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.delete, (click) =>
    answerClick(click, deps.log, async () => {
      const { body, client, action } = click;
      const catalogId = action.value ?? "";
      const { catalog } = await readCatalog(deps, body.user.id, catalogId);
      await deleteCatalog(deps, body.user.id, { catalogId });
      if (body.view) await client.views.update({ view_id: body.view.id, view: catalogDeletedView(catalog.name) });
      return undefined;
    }),
  );
}

/** The form of a new catalog; those who may make none are told whom to ask. */
export async function openNewCatalog(deps: SlackDeps, slackUserId: string): Promise<ModalView> {
  const { mayCreateCatalogs } = await attempt(deps, [slackUserId], () => readAbilities(deps, slackUserId));
  if (!mayCreateCatalogs)
    throw new Refusal(fault("notPermitted", { action: "catalog.create", ask: staffFor("catalog.create") }));
  return newCatalogView();
}
