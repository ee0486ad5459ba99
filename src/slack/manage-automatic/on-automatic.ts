import type { App, BlockAction, ButtonAction, ViewOutput, ViewResponseAction } from "@slack/bolt";
import { readAutomatic, readAutomaticEffect } from "../../app/automatic/read-automatic.ts";
import { removeAutomatic } from "../../app/automatic/remove-automatic.ts";
import { saveAutomatic } from "../../app/automatic/save-automatic.ts";
import { conditionCount } from "../../domain/automatic/automatic-form.ts";
import type { AutomaticAnswers } from "../../domain/automatic/automatic-form.ts";
import { fingerprint } from "../../lib/fingerprint.ts";
import type { SlackDeps } from "../deps.ts";
import { answerSubmission, onSubmit } from "../kit/answer.ts";
import type { Submission } from "../kit/answer.ts";
import { answerClick } from "../kit/answer-click.ts";
import { readTyped } from "../kit/state.ts";
import { begunIn } from "../manage-package/begun.ts";
import { drawManaged, onManagePress } from "../manage-package/draw-managed.ts";
import { automaticFormView, readMetadata } from "./automatic-form-view.ts";
import { effectInWords } from "./effect-in-words.ts";
import { ACTION, CALLBACK } from "./ids.ts";

/** Listens to the rule by which a package is assigned: its form, the conditions in it, and `Remove rule`. */
export function listenToAutomatic(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.open, (click) =>
    answerClick(click, deps.log, async () =>
      automaticFormView({
        ...(await readAutomatic(deps, click.body.user.id, click.action.value ?? "")),
        ...begunIn(click.body.view),
      }),
    ),
  );
  onManagePress(app, deps, ACTION.remove, (user, packageId) => removeAutomatic(deps, user, { packageId }));
  onConditions(app, deps, ACTION.addCondition, (answers) => ({
    ...answers,
    [`conditions.${conditionCount(answers)}.operator`]: "is",
  }));
  onConditions(app, deps, ACTION.removeCondition, (answers) => {
    const last = `conditions.${conditionCount(answers) - 1}.`;
    return Object.fromEntries(Object.entries(answers).filter(([path]) => !path.startsWith(last)));
  });
  onSubmit(app, CALLBACK.form, (submission) =>
    answerSubmission(submission, deps.log, () => onFormSubmitted(deps, submission)),
  );
}

/** Draws the form anew with more or fewer conditions; what is typed stays. */
function onConditions(
  app: App,
  deps: SlackDeps,
  actionId: string,
  change: (answers: AutomaticAnswers) => AutomaticAnswers,
): void {
  app.action<BlockAction<ButtonAction>>(actionId, (click) =>
    answerClick(click, deps.log, async () => {
      const { view, user } = click.body;
      if (!view) return undefined;
      const { packageId, version, begun } = readMetadata(view.private_metadata);
      const form = await readAutomatic(deps, user.id, packageId);
      const changed = automaticFormView({ ...form, version, begun, answers: change(typedIn(view)) });
      await click.client.views.update({ view_id: view.id, view: changed });
      return undefined;
    }),
  );
}

function typedIn({ state }: Pick<ViewOutput, "state">): AutomaticAnswers {
  const typed = Object.entries(readTyped(state.values));
  return Object.fromEntries(typed.map(([path, answer]) => [path, typeof answer === "string" ? answer : ""]));
}

/** Tells first what the rule would do; saves it once the person has seen that of just these answers. */
async function onFormSubmitted(deps: SlackDeps, submission: Submission): Promise<ViewResponseAction | undefined> {
  const { view, body, client } = submission;
  const user = body.user.id;
  const { packageId, version, told, begun } = readMetadata(view.private_metadata);
  const answers = typedIn(view);
  if (told !== fingerprint(answers)) {
    const { rule, effect } = await readAutomaticEffect(deps, user, { packageId, answers });
    const form = await readAutomatic(deps, user, packageId);
    const shown = automaticFormView({ ...form, version, begun, answers }, effectInWords(rule, effect));
    return { response_action: "update", view: shown };
  }
  await saveAutomatic(deps, user, { packageId, version, answers });
  await drawManaged(deps, client, user, { viewId: view.previous_view_id ?? view.root_view_id, packageId, begun });
  return undefined;
}
