import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import { addResources } from "../../app/catalog/add-resources.ts";
import { addableResources, listPackages, listResources } from "../../app/catalog/catalog-content.ts";
import { readCatalog } from "../../app/catalog/read-catalog.ts";
import { readManagedPackage } from "../../app/package/read-managed-package.ts";
import { removeResource } from "../../app/catalog/remove-resource.ts";
import { RESOURCE_TYPES } from "../../domain/resource/resource.ts";
import { briefly } from "../../lib/temporary.ts";
import type { SlackDeps } from "../deps.ts";
import { answerSubmission, onSubmit } from "../kit/answer.ts";
import { answerClick } from "../kit/answer-click.ts";
import type { ButtonClick } from "../kit/answer-click.ts";
import { managePackageView } from "../manage-package/manage-package-view.ts";
import { choicesAt, readTyped } from "../kit/state.ts";
import { onSuggestion } from "../kit/suggestion.ts";
import { addResourcesPane } from "./add-resources-pane.ts";
import { decodeMetadata, storedForm, typedForm } from "./catalog-form.ts";
import { CONTENT_PAGE, packagesView, resourcesView } from "./content-view.ts";
import { ACTION, CALLBACK } from "./ids.ts";
import { manageCatalogView } from "./manage-catalog-view.ts";

const Listed = z.object({
  catalogId: z.uuid(),
  after: z.object({ nameKey: z.string(), id: z.uuid() }).nullable(),
});
const Removed = z.object({ catalogId: z.uuid(), resourceId: z.uuid() });

/** Listens to what a catalog holds: its resources, which are added and removed, and its packages. */
export function listenToCatalogContent(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.resources, (click) =>
    answerClick(click, deps.log, async () => {
      const { catalogId, after } = Listed.parse(JSON.parse(click.action.value ?? ""));
      const page = await listResources(deps, click.body.user.id, pageAfter(catalogId, after));
      return turnTo(click, resourcesView(catalogId, page, click.body.view?.private_metadata ?? ""));
    }),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.packages, (click) =>
    answerClick(click, deps.log, async () => {
      const { catalogId, after } = Listed.parse(JSON.parse(click.action.value ?? ""));
      return turnTo(
        click,
        packagesView(catalogId, await listPackages(deps, click.body.user.id, pageAfter(catalogId, after))),
      );
    }),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.managePackage, (click) =>
    answerClick(click, deps.log, async () => {
      const { body, client, action } = click;
      const managed = managePackageView(await readManagedPackage(deps, body.user.id, action.value ?? ""));
      if (!body.view) return managed;
      // In place of the catalog: the panes of a package need the room that Slack's stack of three has.
      await client.views.update({ view_id: body.view.id, view: managed });
      return undefined;
    }),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.addResources, (click) =>
    answerClick(click, deps.log, async () => {
      const { may } = await readCatalog(deps, click.body.user.id, click.action.value ?? "");
      return addResourcesPane(click.body.view?.private_metadata ?? "", may.has("catalog.addResource"));
    }),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.removeResource, (click) =>
    answerClick(click, deps.log, () => onRemove(deps, click)),
  );
  onSuggestion(app, deps.log, ACTION.chooseResources, async ({ userId, view, path, text }) => {
    const { catalogId } = decodeMetadata(view?.private_metadata ?? "");
    const found = await addableResources(deps, userId, { catalogId, type: z.enum(RESOURCE_TYPES).parse(path) }, text);
    return found.map(({ id, name }) => ({ text: name, value: id }));
  });
  onSubmit(app, CALLBACK.addResources, (submission) =>
    answerSubmission(submission, deps.log, async () => {
      const { view, body, client } = submission;
      const { catalogId } = decodeMetadata(view.private_metadata);
      const typed = readTyped(view.state.values);
      const picked = Object.fromEntries(RESOURCE_TYPES.map((type) => [type, choicesAt(typed, type)]));
      await addResources(deps, body.user.id, { catalogId, ...picked });
      await drawUnderneath(deps, client, {
        user: body.user.id,
        viewId: view.previous_view_id ?? view.root_view_id,
        metadata: view.private_metadata,
      });
      return undefined;
    }),
  );
}

function pageAfter(catalogId: string, after: z.infer<typeof Listed>["after"]) {
  return { catalogId, size: CONTENT_PAGE, ...(after && { after }) };
}

/** The list on top of the catalog's screen; or, from within the list, its next page in the same place. */
async function turnTo(click: ButtonClick, page: ReturnType<typeof packagesView>) {
  const { view } = click.body;
  if (!view || view.callback_id !== page.callback_id) return page;
  await click.client.views.update({ view_id: view.id, view: page });
  return undefined;
}

/** Takes the resource out, and draws anew the list in which it stood, and the catalog's screen underneath. */
async function onRemove(deps: SlackDeps, click: ButtonClick): Promise<undefined> {
  const { body, client, action } = click;
  const { view } = body;
  const user = body.user.id;
  const removed = Removed.parse(JSON.parse(action.value ?? ""));
  await removeResource(deps, user, removed);
  if (!view) return undefined;
  const metadata = view.private_metadata;
  if (view.callback_id === CALLBACK.resources) {
    const page = await listResources(deps, user, pageAfter(removed.catalogId, null));
    await client.views.update({ view_id: view.id, view: resourcesView(removed.catalogId, page, metadata) });
    await drawUnderneath(deps, client, { user, viewId: view.previous_view_id ?? view.root_view_id, metadata });
    return undefined;
  }
  const managed = await readCatalog(deps, user, removed.catalogId);
  const form = typedForm(readTyped(view.state.values));
  const edit = { metadata: decodeMetadata(metadata), form };
  await client.views.update({ view_id: view.id, view: manageCatalogView(managed, edit) });
  return undefined;
}

/** The catalog's screen shows what was done above it; Slack keeps what was typed there, as the fields keep their ids. */
async function drawUnderneath(
  deps: SlackDeps,
  client: WebClient,
  { user, viewId, metadata }: { user: string; viewId: string | null; metadata: string },
): Promise<void> {
  try {
    const edit = decodeMetadata(metadata);
    const managed = await readCatalog(deps, user, edit.catalogId);
    const view = manageCatalogView(managed, { metadata: edit, form: storedForm(managed) });
    if (viewId) await client.views.update({ view_id: viewId, view });
  } catch (error) {
    deps.log.warn({ cause: briefly(error) }, "the catalog under a list was not drawn anew");
  }
}
