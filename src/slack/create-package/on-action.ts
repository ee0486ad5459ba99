import type { App, BlockAction, ViewOutput } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { ModalView } from "@slack/types";
import { z } from "zod";
import { openDraft } from "../../app/draft/open-draft.ts";
import { readOwnDraft } from "../../app/draft/read-own-draft.ts";
import { readSelectPane } from "../../app/draft/read-options.ts";
import { DRAFT_STEPS } from "../../domain/draft/draft.ts";
import { RESOURCE_TYPES } from "../../domain/resource/resource.ts";
import type { SlackDeps } from "../deps.ts";
import { alerted, explain } from "../kit/answer.ts";
import { inTime } from "../kit/in-time.ts";
import { choicesAt, readTyped } from "../kit/state.ts";
import { stepBefore } from "./frame.ts";
import { ACTION } from "./ids.ts";
import { decodeMetadata } from "./metadata.ts";
import { newestInstead } from "./newest-view.ts";
import { newCatalogPane } from "./new-catalog-pane.ts";
import { choiceOf } from "./on-options.ts";
import { policyAsTyped } from "./policy-as-typed.ts";
import { saveTyped, STEP_OF_CALLBACK } from "./save-typed.ts";
import { selectPane } from "./select-pane.ts";
import { viewOfDraft } from "./wizard-view.ts";

/** A click in one of the wizard's views. */
interface Click {
  view: ViewOutput;
  userId: string;
  triggerId: string;
  value: string;
  client: WebClient;
}

/** Listens to the buttons and to the inputs that change a view. */
export function listenToActions(app: App, deps: SlackDeps): void {
  onClick(app, deps, ACTION.back, goBack);
  onClick(app, deps, new RegExp(`^${ACTION.edit}:`), editStep);
  onClick(app, deps, ACTION.newCatalog, openNewCatalogPane);
  onClick(app, deps, new RegExp(`^${ACTION.pick}:`), openSelectPane);
  onClick(app, deps, ACTION.onlySee, narrowPane);
  onClick(app, deps, new RegExp(`^${ACTION.reshape}:`), reshapePolicy);
  onClick(app, deps, ACTION.resume, resume);
  onClick(app, deps, ACTION.startOver, startOver);
}

type ClickHandler = (deps: SlackDeps, click: Click) => Promise<ModalView | undefined>;

/** Acknowledges, then shows what the handler gives; what went wrong stands on top of the view that was clicked, or of the newest state. */
function onClick(app: App, deps: SlackDeps, actionId: string | RegExp, handle: ClickHandler): void {
  app.action<BlockAction>({ type: "block_actions", action_id: actionId }, async ({ ack, body, action, client }) => {
    await ack();
    const { view } = body;
    if (!view) return;
    const value = "value" in action && typeof action.value === "string" ? action.value : "";
    try {
      const click = { view, userId: body.user.id, triggerId: body.trigger_id, value, client };
      const next = await inTime(() => handle(deps, click));
      if (next) await client.views.update({ view_id: view.id, view: next });
    } catch (error) {
      const { faults, sentence } = explain(error, deps.log);
      const newest =
        view.callback_id in STEP_OF_CALLBACK ? await newestInstead(deps, body.user.id, view, faults) : undefined;
      await client.views.update({ view_id: view.id, view: newest ?? alerted(view, sentence) });
    }
  });
}

/** Keeps what is typed in the clicked root view, and stays or leads on. */
function keepTyped(deps: SlackDeps, { view, userId }: Click, goTo?: (typeof DRAFT_STEPS)[number]) {
  const step = STEP_OF_CALLBACK[view.callback_id] ?? "basics";
  const move = { goTo: goTo ?? step, check: false };
  return saveTyped(deps, userId, decodeMetadata(view.private_metadata), step, readTyped(view.state.values), move);
}

const goBack: ClickHandler = async (deps, click) =>
  viewOfDraft(deps, await keepTyped(deps, click, stepBefore(STEP_OF_CALLBACK[click.view.callback_id] ?? "basics")));

const editStep: ClickHandler = async (deps, click) =>
  viewOfDraft(deps, await keepTyped(deps, click, z.enum(DRAFT_STEPS).parse(click.value)));

const openNewCatalogPane: ClickHandler = async (deps, click) => {
  const { draft } = await keepTyped(deps, click);
  await click.client.views.push({
    trigger_id: click.triggerId,
    view: newCatalogPane(draft.id, draft.version, draft.content.basics.catalog),
  });
  return undefined;
};

const openSelectPane: ClickHandler = async (deps, click) => {
  const type = z.enum(RESOURCE_TYPES).parse(click.value);
  const { draft, by } = await keepTyped(deps, click);
  const { picked, narrowTo } = await readSelectPane(deps, by, draft, type);
  const metadata = { draftId: draft.id, version: draft.version, type, onlySee: false };
  const view = selectPane(metadata, { narrowTo, picked: picked.map(choiceOf) });
  await click.client.views.push({ trigger_id: click.triggerId, view });
  return undefined;
};

/** Draws the pane again with the box as it is now; what is picked in it stays, as its ids do. */
const narrowPane: ClickHandler = async (deps, { view, userId }) => {
  const { type = "group", ...reference } = decodeMetadata(view.private_metadata);
  const onlySee = choicesAt(readTyped(view.state.values), "onlySee").includes("yes");
  const { draft, by } = await readOwnDraft(deps, userId, reference.draftId);
  const { picked, narrowTo } = await readSelectPane(deps, by, draft, type);
  const metadata = { ...reference, type, onlySee };
  return selectPane(metadata, { narrowTo, picked: picked.map(choiceOf) });
};

const reshapePolicy: ClickHandler = (deps, { view, userId }) => policyAsTyped(deps, userId, view);

const resume: ClickHandler = async (deps, { userId }) =>
  viewOfDraft(deps, await openDraft(deps, userId, { startOver: false }));

const startOver: ClickHandler = async (deps, { userId }) =>
  viewOfDraft(deps, await openDraft(deps, userId, { startOver: true }));
