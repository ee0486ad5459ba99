import type { App, BlockAction, ButtonAction, ViewOutput } from "@slack/bolt";
import { copyPackage } from "../../app/draft/copy-package.ts";
import { editPackage } from "../../app/package/edit-package.ts";
import { namePackage } from "../../app/package/name-package.ts";
import { packageOptions, namesOfIncompatible } from "../../app/package/package-options.ts";
import { readManagedPackage } from "../../app/package/read-managed-package.ts";
import type { ModalView } from "@slack/types";
import type { Message } from "../command/message.ts";
import { viewOfDraft } from "../create-package/wizard-view.ts";
import type { SlackDeps } from "../deps.ts";
import { packageChoices } from "../find-packages/package-choices.ts";
import { answerSubmission, onSubmit } from "../kit/answer.ts";
import { answerClick } from "../kit/answer-click.ts";
import { note } from "../kit/block.ts";
import { headedBy } from "../kit/modal.ts";
import { choiceAt, choicesAt, readTyped, textAt } from "../kit/state.ts";
import { onSuggestion } from "../kit/suggestion.ts";
import { withChanges } from "../kit/with-changes.ts";
import { changesSince } from "./changes-since.ts";
import { ACTION, CALLBACK } from "./ids.ts";
import { managePackageView, readMetadata } from "./manage-package-view.ts";

const HOW = "Name an access package: `/access package PACKAGE`";

/** What `/access package PACKAGE` opens; the choice where the name could mean several, or none. */
export async function manageByName(deps: SlackDeps, slackUserId: string, name: string): Promise<ModalView | Message> {
  if (name === "") return { text: HOW, blocks: [note(HOW)] };
  const named = await namePackage(deps, slackUserId, name);
  return named.kind === "one"
    ? managePackageView(await readManagedPackage(deps, slackUserId, named.found.id))
    : packageChoices(name, named, { label: "Manage", action: ACTION.open });
}

/** Listens to `Manage`, to the pages of policies, and to what is saved about the package itself. */
export function listenToManagePackage(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.open, (click) =>
    answerClick(click, deps.log, async () =>
      managePackageView(await readManagedPackage(deps, click.body.user.id, click.action.value ?? "")),
    ),
  );
  app.action<BlockAction<ButtonAction>>(new RegExp(`^${ACTION.morePolicies}(:|$)`), (click) =>
    answerClick(click, deps.log, async () => {
      const { view, user } = click.body;
      if (!view) return undefined;
      const { packageId, from: _, ...begun } = readMetadata(view.private_metadata);
      const managed = await readManagedPackage(deps, user.id, packageId);
      const newest = managePackageView(managed, { from: Number(click.action.value), begun });
      await click.client.views.update({ view_id: view.id, view: newest });
      return undefined;
    }),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.copy, (click) =>
    answerClick(click, deps.log, async () => {
      const { body, action, client } = click;
      const copy = await viewOfDraft(deps, await copyPackage(deps, body.user.id, { packageId: action.value ?? "" }));
      // In place of the window that was clicked, as the wizard draws the window at the bottom anew.
      if (body.view) await client.views.update({ view_id: body.view.id, view: copy });
      return undefined;
    }),
  );
  onSuggestion(app, deps.log, new RegExp(`^${ACTION.choosePackages}:`), async ({ userId, view, text }) => {
    const { packageId } = readMetadata(view?.private_metadata ?? "");
    const found = await packageOptions(deps, userId, text, packageId);
    return found.map(({ id, name, catalogName }) => ({ text: name, value: id, description: catalogName }));
  });
  onSubmit(app, CALLBACK.manage, (submission) =>
    answerSubmission(
      submission,
      deps.log,
      async () => {
        const { view, body } = submission;
        const { packageId, version } = readMetadata(view.private_metadata);
        await editPackage(deps, body.user.id, { packageId, version, ...typedIn(view) });
        return undefined;
      },
      (faults) =>
        withChanges(deps.log, submission.view, faults, () =>
          newestWithTyped(deps, submission.body.user.id, submission.view),
        ),
    ),
  );
}

function typedIn({ state }: ViewOutput) {
  const typed = readTyped(state.values);
  return {
    name: textAt(typed, "name"),
    description: textAt(typed, "description"),
    isHidden: choiceAt(typed, "isHidden") === "yes",
    incompatiblePackages: choicesAt(typed, "incompatiblePackages"),
    incompatibleGroups: choicesAt(typed, "incompatibleGroups"),
  };
}

/** The newest state of the package with what was typed, below what others changed since the form was opened. */
async function newestWithTyped(deps: SlackDeps, slackUserId: string, view: ViewOutput): Promise<ModalView> {
  const { packageId, seen, from } = readMetadata(view.private_metadata);
  const { incompatiblePackages, incompatibleGroups, ...texts } = typedIn(view);
  const managed = await readManagedPackage(deps, slackUserId, packageId);
  const named = await namesOfIncompatible(deps, { packages: incompatiblePackages, groups: incompatibleGroups });
  const words = await changesSince(deps, { packageId, since: seen, targetId: packageId });
  return headedBy(words, managePackageView(managed, { from, typed: { ...texts, ...named } }));
}
