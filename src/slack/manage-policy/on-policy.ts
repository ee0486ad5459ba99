import type { App, BlockAction, ButtonAction, ViewOutput } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { addPolicy } from "../../app/policy/add-policy.ts";
import { editPolicy, enablePolicy } from "../../app/policy/edit-policy.ts";
import { readPolicyForm } from "../../app/policy/read-policy-form.ts";
import type { WantedForm } from "../../app/policy/read-policy-form.ts";
import { removePolicy } from "../../app/policy/remove-policy.ts";
import { peopleTyped } from "../create-package/save-typed.ts";
import type { SlackDeps } from "../deps.ts";
import { alerted, answerSubmission, explain, onSubmit } from "../kit/answer.ts";
import type { Submission } from "../kit/answer.ts";
import { answerClick } from "../kit/answer-click.ts";
import { attempt } from "../kit/attempt.ts";
import { inTime } from "../kit/in-time.ts";
import { headedBy } from "../kit/modal.ts";
import { withLackingFields } from "../kit/redrawn.ts";
import { withChanges } from "../kit/with-changes.ts";
import { begunIn } from "../manage-package/begun.ts";
import { changesSince } from "../manage-package/changes-since.ts";
import { drawManaged, onManagePress } from "../manage-package/draw-managed.ts";
import { ACTION, CALLBACK } from "./ids.ts";
import { policyFormView, readMetadata } from "./policy-form-view.ts";
import { readPolicyReference } from "./policy-reference.ts";
import { typedIn, wantedFor } from "./typed-form.ts";

/** Listens to the buttons beside the policies of a package, and to the form of one. */
export function listenToPolicies(app: App, deps: SlackDeps): void {
  const opens = (actionId: string, wanted: (id: string) => WantedForm) =>
    app.action<BlockAction<ButtonAction>>(actionId, (click) =>
      answerClick(click, deps.log, async () => {
        const { user, view } = click.body;
        const form = await readPolicyForm(deps, user.id, wanted(click.action.value ?? ""));
        return policyFormView({ ...form, ...begunIn(view) });
      }),
    );
  opens(ACTION.add, (packageId) => ({ packageId }));
  opens(ACTION.edit, (policyId) => ({ policyId }));

  const enables = (actionId: string, isEnabled: boolean) =>
    onManagePress(app, deps, actionId, async (user, value) => {
      await enablePolicy(deps, user, { ...readPolicyReference(value), isEnabled });
    });
  enables(ACTION.enable, true);
  enables(ACTION.disable, false);
  onManagePress(app, deps, ACTION.remove, (user, policyId) => removePolicy(deps, user, { policyId }));

  app.action<BlockAction>(
    { type: "block_actions", action_id: new RegExp(`^${ACTION.reshape}:`) },
    async ({ ack, body, client }) => {
      await ack();
      const { view, user } = body;
      if (view) await client.views.update({ view_id: view.id, view: await reshaped(deps, user.id, view) });
    },
  );
  onSubmit(app, CALLBACK.form, (submission) => onFormSubmitted(deps, submission));
}

/** The form as what is chosen in it shapes it, still of the state that the person saw. */
async function reshaped(deps: SlackDeps, slackUserId: string, view: ViewOutput): Promise<ModalView> {
  try {
    const { policy, seen, begun } = readMetadata(view.private_metadata);
    const form = await inTime(() => readPolicyForm(deps, slackUserId, wantedFor(view)));
    return policyFormView({ ...form, policy, seen, begun });
  } catch (error) {
    return alerted(view, explain(error, deps.log).sentence);
  }
}

async function onFormSubmitted(deps: SlackDeps, submission: Submission): Promise<void> {
  const { view, body, client } = submission;
  const user = body.user.id;
  await answerSubmission(
    submission,
    deps.log,
    async () => {
      const { packageId, policy, begun } = readMetadata(view.private_metadata);
      const typed = typedIn(view);
      const people = [user, ...peopleTyped(typed.answers)];
      await attempt(deps, people, async () => {
        if (policy) await editPolicy(deps, user, { policyId: policy.id, version: policy.version, ...typed });
        else await addPolicy(deps, user, { packageId, ...typed });
      });
      await drawManaged(deps, client, user, { viewId: view.previous_view_id ?? view.root_view_id, packageId, begun });
      return undefined;
    },
    async (faults) =>
      (await withChanges(deps.log, view, faults, () => newestWithTyped(deps, user, view))) ??
      withLackingFields(deps.log, view, faults, () => reshaped(deps, user, view)),
  );
}

/** The form as it was filled in, below what others changed about the policy since it was opened. */
async function newestWithTyped(deps: SlackDeps, slackUserId: string, view: ViewOutput): Promise<ModalView> {
  const { packageId, policy, seen, begun } = readMetadata(view.private_metadata);
  const form = await readPolicyForm(deps, slackUserId, wantedFor(view));
  const words = await changesSince(deps, { packageId, since: seen, targetId: policy?.id ?? packageId });
  return headedBy(words, policyFormView({ ...form, begun }));
}
