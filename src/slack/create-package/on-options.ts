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
import { briefly } from "../../lib/temporary.ts";
import type { SlackDeps } from "../deps.ts";
import { option } from "../kit/field.ts";
import { inTime } from "../kit/in-time.ts";
import { choicesAt, readTyped } from "../kit/state.ts";
import { ACTION } from "./ids.ts";
import { decodeMetadata } from "./metadata.ts";

interface Suggestion {
  text: string;
  /** The field that asks. */
  path: string;
  userId: string;
  view: { private_metadata: string; state?: { values: Parameters<typeof readTyped>[0] } } | undefined;
}

/** Answers the searched selects. */
export function listenToSuggestions(app: App, deps: SlackDeps): void {
  onSuggestion(app, deps, new RegExp(`^${ACTION.chooseCatalog}(:|$)`), ({ userId, view, text }) =>
    catalogOptions(deps, userId, decodeMetadata(view?.private_metadata ?? "").draftId, text),
  );
  onSuggestion(app, deps, ACTION.chooseResources, ({ userId, view, text }) => {
    const { draftId, type = "group", onlySee: wasTicked } = decodeMetadata(view?.private_metadata ?? "");
    const ticked = view?.state && "onlySee" in view.state.values;
    const onlySee = ticked
      ? choicesAt(readTyped(view.state?.values ?? {}), "onlySee").includes("yes")
      : (wasTicked ?? false);
    return resourceOptions(deps, userId, { draftId, type, onlySee }, text);
  });
  onSuggestion(app, deps, ACTION.chooseRole, ({ userId, view, path, text }) => {
    const { draftId } = decodeMetadata(view?.private_metadata ?? "");
    return roleOptions(deps, userId, { draftId, resourceId: resourceOfRoleField(path) ?? "" }, text);
  });
  onSuggestion(app, deps, ACTION.chooseGroups, ({ userId, text }) => groupOptions(deps, userId, text));
  onSuggestion(app, deps, ACTION.chooseOrganizations, ({ userId, text }) => organizationOptions(deps, userId, text));
}

/** Slack takes no later answer: a failure is logged, and the list stays empty. */
function onSuggestion(
  app: App,
  deps: SlackDeps,
  actionId: string | RegExp,
  find: (suggestion: Suggestion) => Promise<OfferedOption[]>,
): void {
  app.options(actionId, async ({ ack, body, payload }) => {
    let found: OfferedOption[] = [];
    try {
      const suggestion = {
        text: payload.value ?? "",
        path: payload.block_id,
        userId: body.user.id,
        view: body.view as Suggestion["view"],
      };
      found = await inTime(() => find(suggestion));
    } catch (error) {
      deps.log.warn({ cause: briefly(error), actionId: payload.action_id }, "no options could be offered");
    }
    await ack({ options: found.map(({ id, name }) => option({ text: name, value: id })) });
  });
}
