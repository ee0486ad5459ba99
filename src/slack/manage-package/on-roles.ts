import type { App, BlockAction, ButtonAction, ViewOutput } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import { changeResourceRoles } from "../../app/assignment/change-resource-roles.ts";
import { resourceOfRoleField } from "../../app/draft/check-resource-roles.ts";
import { markOf } from "../../app/package/chosen-roles.ts";
import type { ChosenRole } from "../../app/package/chosen-roles.ts";
import {
  packageResourceOptions,
  packageRoleOptions,
  pickForPackage,
  readPickPane,
  readRolesChange,
  readRolesForm,
} from "../../app/package/read-roles-form.ts";
import { RESOURCE_TYPES } from "../../domain/resource/resource.ts";
import { choiceOf } from "../create-package/on-options.ts";
import { framedSelectPane } from "../create-package/select-pane.ts";
import type { SlackDeps } from "../deps.ts";
import { alerted, answerSubmission, explain, onSubmit } from "../kit/answer.ts";
import type { Submission } from "../kit/answer.ts";
import { answerClick } from "../kit/answer-click.ts";
import { headedBy } from "../kit/modal.ts";
import { choicesAt, readTyped } from "../kit/state.ts";
import { onSuggestion } from "../kit/suggestion.ts";
import { withChanges } from "../kit/with-changes.ts";
import { begunIn } from "./begun.ts";
import { changesSince } from "./changes-since.ts";
import { drawManaged } from "./draw-managed.ts";
import { ACTION, CALLBACK } from "./ids.ts";
import { confirmRolesView, resourceRolesView } from "./resource-roles-view.ts";
import { readRolesMetadata, writeRolesMetadata } from "./roles-metadata.ts";
import type { RolesMetadata } from "./roles-metadata.ts";

/** Listens to the windows in which the resource roles of a package are changed: the form, its panes, and the last look. */
export function listenToRoles(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.resourceRoles, (click) =>
    answerClick(click, deps.log, async () =>
      resourceRolesView({
        ...(await readRolesForm(deps, click.body.user.id, click.action.value ?? "")),
        ...begunIn(click.body.view),
      }),
    ),
  );
  app.action<BlockAction<ButtonAction>>(new RegExp(`^${ACTION.pick}:`), (click) =>
    answerClick(click, deps.log, async () => {
      const { view, user } = click.body;
      if (!view) return undefined;
      const type = z.enum(RESOURCE_TYPES).parse(click.action.value);
      const chosen = chosenIn(view);
      const metadata = { ...readRolesMetadata(view.private_metadata), chosen, type, onlySee: false };
      return selectPane(
        deps,
        user.id,
        metadata,
        chosen.map(({ resourceId }) => resourceId),
      );
    }),
  );
  app.action<BlockAction>({ type: "block_actions", action_id: ACTION.onlySee }, async ({ ack, body, client }) => {
    await ack();
    const { view, user } = body;
    if (view) await client.views.update({ view_id: view.id, view: await narrowed(deps, user.id, view) });
  });
  app.action<BlockAction<ButtonAction>>(ACTION.backToRoles, (click) =>
    answerClick(click, deps.log, async () => {
      const { view, user } = click.body;
      if (!view) return undefined;
      const { packageId, version, seen, begun, chosen } = readRolesMetadata(view.private_metadata);
      const form = await readRolesForm(deps, user.id, packageId, chosen);
      await click.client.views.update({ view_id: view.id, view: resourceRolesView({ ...form, version, seen, begun }) });
      return undefined;
    }),
  );
  onSuggestion(app, deps.log, ACTION.chooseResources, async ({ userId, view, text }) => {
    const { packageId, type = "group", onlySee = false } = readRolesMetadata(view?.private_metadata ?? "");
    const found = await packageResourceOptions(deps, userId, { packageId, type, onlySee }, text);
    return found.map(choiceOf);
  });
  onSuggestion(app, deps.log, ACTION.chooseRole, async ({ userId, view, path, text }) => {
    const { packageId } = readRolesMetadata(view?.private_metadata ?? "");
    const found = await packageRoleOptions(
      deps,
      userId,
      { packageId, resourceId: resourceOfRoleField(path) ?? "" },
      text,
    );
    return found.map(({ id, name }) => ({ text: name, value: id }));
  });
  onSubmit(app, CALLBACK.selectResources, (submission) => onPicked(deps, submission));
  onSubmit(app, CALLBACK.resourceRoles, (submission) =>
    answerSubmission(submission, deps.log, async () => {
      const { view, body } = submission;
      const metadata = { ...readRolesMetadata(view.private_metadata), chosen: chosenIn(view) };
      const change = await readRolesChange(deps, body.user.id, metadata);
      return { response_action: "update", view: confirmRolesView(metadata, change) };
    }),
  );
  onSubmit(app, CALLBACK.confirmRoles, (submission) => onSaved(deps, submission));
}

/** The resources of the form with the roles that are chosen in it. */
function chosenIn({ state }: Pick<ViewOutput, "state">): ChosenRole[] {
  return Object.entries(readTyped(state.values)).flatMap(([path, role]) => {
    const resourceId = resourceOfRoleField(path);
    return resourceId === undefined ? [] : [{ resourceId, mark: markOf(typeof role === "string" ? role : null) }];
  });
}

async function selectPane(
  deps: SlackDeps,
  slackUserId: string,
  metadata: RolesMetadata,
  picked: readonly string[],
): Promise<ModalView> {
  const { packageId, type = "group", onlySee = false, chosen } = metadata;
  const pane = await readPickPane(deps, slackUserId, { packageId, type, chosen });
  const frame = {
    callbackId: CALLBACK.selectResources,
    onlySeeAction: ACTION.onlySee,
    searchAction: ACTION.chooseResources,
    metadata: writeRolesMetadata(metadata),
  };
  const shown = pane.picked.filter(({ id }) => picked.includes(id)).map(choiceOf);
  return framedSelectPane(frame, { type, onlySee, narrowTo: pane.narrowTo, picked: shown });
}

/** The pane with the box as it is now; what is picked in it stays, as its ids do. */
async function narrowed(deps: SlackDeps, slackUserId: string, view: ViewOutput): Promise<ModalView> {
  try {
    const typed = readTyped(view.state.values);
    const metadata = {
      ...readRolesMetadata(view.private_metadata),
      onlySee: choicesAt(typed, "onlySee").includes("yes"),
    };
    return await selectPane(deps, slackUserId, metadata, choicesAt(typed, "resources"));
  } catch (error) {
    return alerted(view, explain(error, deps.log).sentence);
  }
}

/** Takes what was picked, and draws the form underneath anew with it. */
async function onPicked(deps: SlackDeps, submission: Submission): Promise<void> {
  const { view, body, client } = submission;
  await answerSubmission(submission, deps.log, async () => {
    const user = body.user.id;
    const { packageId, version, seen, begun, type = "group", chosen } = readRolesMetadata(view.private_metadata);
    const resourceIds = choicesAt(readTyped(view.state.values), "resources");
    const picked = await pickForPackage(deps, user, { packageId, type, resourceIds, chosen });
    const form = await readRolesForm(deps, user, packageId, picked);
    await drawForm(client, view, resourceRolesView({ ...form, version, seen, begun }));
    return undefined;
  });
}

async function drawForm(client: WebClient, pane: ViewOutput, form: ModalView): Promise<void> {
  if (pane.previous_view_id) await client.views.update({ view_id: pane.previous_view_id, view: form });
}

async function onSaved(deps: SlackDeps, submission: Submission): Promise<void> {
  const { view, body, client } = submission;
  const user = body.user.id;
  await answerSubmission(
    submission,
    deps.log,
    async () => {
      const { packageId, version, begun, chosen } = readRolesMetadata(view.private_metadata);
      const { roles } = await readRolesChange(deps, user, { packageId, chosen });
      await changeResourceRoles(deps, user, { packageId, version, roles });
      await drawManaged(deps, client, user, { viewId: view.previous_view_id ?? view.root_view_id, packageId, begun });
      return undefined;
    },
    (faults) => withChanges(deps.log, view, faults, () => newestWithChosen(deps, user, view)),
  );
}

/** The roles as they were chosen, below what others changed since the form was opened. */
async function newestWithChosen(deps: SlackDeps, slackUserId: string, view: ViewOutput): Promise<ModalView> {
  const { packageId, seen, begun, chosen } = readRolesMetadata(view.private_metadata);
  const words = await changesSince(deps, { packageId, since: seen, targetId: packageId });
  return headedBy(words, resourceRolesView({ ...(await readRolesForm(deps, slackUserId, packageId, chosen)), begun }));
}
