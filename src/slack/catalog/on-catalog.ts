import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { z } from "zod";
import { editCatalog } from "../../app/catalog/edit-catalog.ts";
import { listCatalogs } from "../../app/catalog/list-catalogs.ts";
import { readCatalog } from "../../app/catalog/read-catalog.ts";
import { ROLE_EDITS } from "../../app/catalog/role-edits.ts";
import { slackGroupNames, slackGroupOptions } from "../../app/catalog/catalog-content.ts";
import { CATALOG_ROLES } from "../../domain/catalog/catalog.ts";
import { ephemeral } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import { answerSubmission, onSubmit } from "../kit/answer.ts";
import type { Submission } from "../kit/answer.ts";
import { answerClick } from "../kit/answer-click.ts";
import { attempt } from "../kit/attempt.ts";
import { readTyped } from "../kit/state.ts";
import { onSuggestion } from "../kit/suggestion.ts";
import { withChanges } from "../kit/with-changes.ts";
import { decodeMetadata, typedForm } from "./catalog-form.ts";
import { CATALOGS_PAGE, catalogsMessage } from "./catalogs-message.ts";
import { ACTION, CALLBACK } from "./ids.ts";
import { manageCatalogView } from "./manage-catalog-view.ts";
import { metEdit } from "./met-edit.ts";

const Cursor = z.object({ tier: z.enum(["starts", "holds"]), nameKey: z.string(), id: z.uuid() });

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
  onSubmit(app, CALLBACK.manage, (submission) => onSave(deps, submission));
  onSuggestion(app, deps.log, new RegExp(`^${ACTION.chooseGroups}(:|$)`), async ({ userId, text }) =>
    (await slackGroupOptions(deps, userId, text)).map(({ id, name }) => ({ text: name, value: id })),
  );
}

/** Stores what was typed; whoever was second sees what the other changed, and decides. */
async function onSave(deps: SlackDeps, submission: Submission): Promise<void> {
  const { view, body } = submission;
  const typed = typedForm(readTyped(view.state.values));
  await answerSubmission(
    submission,
    deps.log,
    async () => {
      const people = CATALOG_ROLES.flatMap((role) => typed[ROLE_EDITS[role].people]);
      const { catalogId, version } = decodeMetadata(view.private_metadata);
      await attempt(deps, [body.user.id, ...people], () =>
        editCatalog(deps, body.user.id, { catalogId, version, ...typed }),
      );
      return undefined;
    },
    (faults) =>
      withChanges(deps.log, view, faults, async () => {
        const metadata = decodeMetadata(view.private_metadata);
        const managed = await readCatalog(deps, body.user.id, metadata.catalogId);
        const groupNames = await slackGroupNames(
          deps,
          CATALOG_ROLES.flatMap((role) => typed[ROLE_EDITS[role].groups]),
        );
        return manageCatalogView(managed, { ...metEdit(managed, metadata, typed), groupNames });
      }),
  );
}
