import type { App } from "@slack/bolt";
import { resourceOfRoleField } from "../../app/draft/check-resource-roles.ts";
import {
  catalogOptions,
  groupOptions,
  organizationOptions,
  resourceOptions,
  roleOptions,
} from "../../app/draft/read-options.ts";
import type { OfferedOption } from "../../app/draft/read-options.ts";
import type { SlackDeps } from "../deps.ts";
import type { Choice } from "../kit/field.ts";
import { choicesAt, readTyped } from "../kit/state.ts";
import { onSuggestion } from "../kit/suggestion.ts";
import type { Suggestion } from "../kit/suggestion.ts";
import { ACTION } from "./ids.ts";
import { decodeMetadata } from "./metadata.ts";

/** Answers the searched selects. */
export function listenToSuggestions(app: App, deps: SlackDeps): void {
  onNames(app, deps, new RegExp(`^${ACTION.chooseCatalog}(:|$)`), ({ userId, view, text }) =>
    catalogOptions(deps, userId, decodeMetadata(view?.private_metadata ?? "").draftId, text),
  );
  onNames(app, deps, ACTION.chooseResources, ({ userId, view, text }) => {
    const { draftId, type = "group", onlySee: wasTicked } = decodeMetadata(view?.private_metadata ?? "");
    const ticked = view?.state && "onlySee" in view.state.values;
    const onlySee = ticked
      ? choicesAt(readTyped(view.state?.values ?? {}), "onlySee").includes("yes")
      : (wasTicked ?? false);
    return resourceOptions(deps, userId, { draftId, type, onlySee }, text);
  });
  onNames(app, deps, ACTION.chooseRole, ({ userId, view, path, text }) => {
    const { draftId } = decodeMetadata(view?.private_metadata ?? "");
    return roleOptions(deps, userId, { draftId, resourceId: resourceOfRoleField(path) ?? "" }, text);
  });
  onNames(app, deps, new RegExp(`^${ACTION.chooseGroups}(:|$)`), ({ userId, text }) =>
    groupOptions(deps, userId, text),
  );
  onNames(app, deps, ACTION.chooseOrganizations, ({ userId, text }) => organizationOptions(deps, userId, text));
}

/** An option as a choice in a select. */
export function choiceOf({ id, name, aside }: OfferedOption): Choice {
  return { text: name, value: id, ...(aside !== undefined && { description: aside }) };
}

/** The names that are found, each by its id. */
function onNames(
  app: App,
  deps: SlackDeps,
  actionId: string | RegExp,
  find: (suggestion: Suggestion) => Promise<OfferedOption[]>,
): void {
  onSuggestion(app, deps.log, actionId, async (suggestion) => (await find(suggestion)).map(choiceOf));
}
