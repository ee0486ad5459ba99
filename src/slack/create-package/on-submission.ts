import type { App, ViewResponseAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { pickResources } from "../../app/draft/pick-resources.ts";
import { takeNewCatalog } from "../../app/draft/take-new-catalog.ts";
import type { DraftState } from "../../app/draft/draft-command.ts";
import { createPackage } from "../../app/package/create-package.ts";
import { readPackageName } from "../../app/package/read-package-name.ts";
import type { DraftStep } from "../../domain/draft/draft.ts";
import type { Fault } from "../../domain/fault.ts";
import { briefly } from "../../lib/temporary.ts";
import type { SlackDeps } from "../deps.ts";
import { sentenceFor } from "../errors.ts";
import { alerted, answerSubmission, onSubmit } from "../kit/answer.ts";
import type { Submission } from "../kit/answer.ts";
import { withLackingFields } from "../kit/redrawn.ts";
import { choicesAt, readTyped, textAt } from "../kit/state.ts";
import { createdView } from "./created-view.ts";
import { CALLBACK } from "./ids.ts";
import { decodeMetadata } from "./metadata.ts";
import { isOutdated, newestInstead } from "./newest-view.ts";
import { policyAsTyped } from "./policy-as-typed.ts";
import { saveTyped } from "./save-typed.ts";
import { viewOfDraft } from "./wizard-view.ts";

const NEXT: readonly (readonly [callbackId: string, from: DraftStep, to: DraftStep])[] = [
  [CALLBACK.basics, "basics", "resourceRoles"],
  [CALLBACK.resourceRoles, "resourceRoles", "policy"],
  [CALLBACK.policy, "policy", "review"],
];

/** Listens to `Next`, `Create`, and the submissions of the panes. */
export function listenToSubmissions(app: App, deps: SlackDeps): void {
  for (const [callbackId, from, to] of NEXT) {
    onSubmit(app, callbackId, (submission) =>
      answerStep(deps, submission, async () => {
        const { body, view } = submission;
        const move = { goTo: to, check: true };
        return saveTyped(
          deps,
          body.user.id,
          decodeMetadata(view.private_metadata),
          from,
          readTyped(view.state.values),
          move,
        );
      }),
    );
  }
  onSubmit(app, CALLBACK.review, (submission) => onCreate(deps, submission));
  onSubmit(app, CALLBACK.newCatalog, (submission) =>
    answerPane(deps, submission, async () => {
      const { draftId, version } = decodeMetadata(submission.view.private_metadata);
      const typed = readTyped(submission.view.state.values);
      const input = { draftId, version, name: textAt(typed, "name"), description: textAt(typed, "description") };
      return takeNewCatalog(deps, submission.body.user.id, input);
    }),
  );
  onSubmit(app, CALLBACK.selectResources, (submission) =>
    answerPane(deps, submission, async () => {
      const { draftId, version, type } = decodeMetadata(submission.view.private_metadata);
      const resourceIds = choicesAt(readTyped(submission.view.state.values), "resources");
      return pickResources(deps, submission.body.user.id, { draftId, version, type, resourceIds });
    }),
  );
}

/** Answers a step's submission with the step it leads to. */
async function answerStep(deps: SlackDeps, submission: Submission, save: () => Promise<DraftState>): Promise<void> {
  await answerSubmission(
    submission,
    deps.log,
    async () => updateTo(await viewOfDraft(deps, await save())),
    async (faults) =>
      (await answerNewest(deps, submission, faults)) ?? (await answerReshaped(deps, submission, faults)),
  );
}

async function onCreate(deps: SlackDeps, submission: Submission): Promise<void> {
  await answerSubmission(
    submission,
    deps.log,
    async () => {
      const userId = submission.body.user.id;
      const { draftId, version } = decodeMetadata(submission.view.private_metadata);
      const { packageId } = await createPackage(deps, userId, { draftId, version });
      return updateTo(createdView(packageId, await readPackageName(deps, packageId)));
    },
    (faults) => answerNewest(deps, submission, faults),
  );
}

/** Draws the step underneath anew before the pane closes, so that it shows what was taken and knows the newest version. */
async function answerPane(deps: SlackDeps, submission: Submission, take: () => Promise<DraftState>): Promise<void> {
  const { view, client } = submission;
  await answerSubmission(
    submission,
    deps.log,
    async () => {
      const state = await take();
      const rootId = view.root_view_id ?? view.previous_view_id ?? undefined;
      if (rootId) await drawAnew(deps, client, rootId, state);
      return undefined;
    },
    async (faults) =>
      isOutdated(faults) ? { response_action: "update", view: alerted(view, outdatedPane(faults)) } : undefined,
  );
}

/** What was taken is stored by now; a root that could not be drawn is brought up to date at its next step. */
async function drawAnew(deps: SlackDeps, client: WebClient, viewId: string, state: DraftState): Promise<void> {
  try {
    await client.views.update({ view_id: viewId, view: await viewOfDraft(deps, state) });
  } catch (error) {
    deps.log.warn({ cause: briefly(error), draftId: state.draft.id }, "the step under a pane was not drawn anew");
  }
}

function outdatedPane(faults: readonly Fault[]): string {
  return `${faults.map(sentenceFor)[0] ?? ""} Close this pane and open it again.`;
}

async function answerNewest(
  deps: SlackDeps,
  { body, view }: Submission,
  faults: readonly Fault[],
): Promise<ViewResponseAction | undefined> {
  const newest = await newestInstead(deps, body.user.id, view, faults);
  return newest && updateTo(newest);
}

/** Only the policy's fields follow from what is chosen in it. */
async function answerReshaped(
  deps: SlackDeps,
  { body, view }: Submission,
  faults: readonly Fault[],
): Promise<ViewResponseAction | undefined> {
  if (view.callback_id !== CALLBACK.policy) return undefined;
  return withLackingFields(deps.log, view, faults, () => policyAsTyped(deps, body.user.id, view));
}

function updateTo(view: ModalView): ViewResponseAction {
  return { response_action: "update", view };
}
