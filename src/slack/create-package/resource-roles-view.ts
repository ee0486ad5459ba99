import type { KnownBlock, ModalView } from "@slack/types";
import type { WizardResource } from "../../app/draft/read-wizard.ts";
import { roleField } from "../../app/draft/check-resource-roles.ts";
import type { ResourceType } from "../../domain/resource/resource.ts";
import { RESOURCE_TYPES } from "../../domain/resource/resource.ts";
import { RESOURCES_PER_PACKAGE_MAX } from "../../domain/resource/pickable.ts";
import { clip } from "../../lib/text.ts";
import { actions, button, context, paragraph } from "../kit/block.ts";
import { searchField, selectField } from "../kit/field.ts";
import { modal } from "../kit/modal.ts";
import { backButton, progress, STEP_TITLES } from "./frame.ts";
import { ACTION, CALLBACK } from "./ids.ts";
import { encodeMetadata } from "./metadata.ts";

/** The buttons that open the select panes, and the labels of their selects. */
export const RESOURCE_BUTTONS: Readonly<Record<ResourceType, string>> = {
  group: "Groups",
  application: "Applications",
  site: "SharePoint sites",
};

/** What one resource of a type is called behind its name. */
export const RESOURCE_NOUNS: Readonly<Record<ResourceType, string>> = {
  group: "Group",
  application: "Application",
  site: "SharePoint site",
};

/** Slack's limit for the options of one select. */
const ROLES_LISTED = 100;
/** All options together must not outgrow a view: beyond these, selects with more than a few roles are searched on the server. */
const ROLES_LISTED_TOGETHER = 240;
const FEW_ROLES = 6;
/** As much of a description as an option shows. */
const ASIDE_SHOWN = 75;

/** Step 2: which resources the package gives, and each with which role. */
export function resourceRolesView(draftId: string, version: number, resources: readonly WizardResource[]): ModalView {
  return modal({
    callbackId: CALLBACK.resourceRoles,
    title: STEP_TITLES.resourceRoles,
    submit: "Next",
    metadata: encodeMetadata({ draftId, version }),
    blocks: [progress("resourceRoles"), ...resourceBlocks(resources, ACTION), backButton()],
  });
}

/** The buttons of the select panes, and the chosen resources with their roles; `ids` are those of the listeners. */
export function resourceBlocks(
  resources: readonly WizardResource[],
  ids: { pick: string; chooseRole: string },
): KnownBlock[] {
  const buttons = RESOURCE_TYPES.map((type) => button(RESOURCE_BUTTONS[type], `${ids.pick}:${type}`, { value: type }));
  const together = resources.reduce((sum, { roles }) => sum + roles.length, 0);
  const listed = together > ROLES_LISTED_TOGETHER ? FEW_ROLES : ROLES_LISTED;
  const inputs = resources.map((resource) => roleInput(resource, listed, ids.chooseRole));
  const blocks: KnownBlock[] = [actions("pick", buttons), ...inputs];
  if (resources.length === 0) {
    blocks.push(
      paragraph("Choose resources with the buttons above, then a role for each. You can also add them later."),
    );
  }
  if (resources.length >= RESOURCES_PER_PACKAGE_MAX) {
    blocks.push(context(`An access package holds at most ${RESOURCES_PER_PACKAGE_MAX} resources.`));
  }
  return blocks;
}

/** The choice of a resource's role: up to so many are listed, more are searched. */
function roleInput(
  { id, name, type, roles, role, isGone, aside }: WizardResource,
  listed: number,
  searchAction: string,
): KnownBlock {
  const hint = isGone
    ? "No longer in the directory: remove it with the button above."
    : aside && clip(aside, ASIDE_SHOWN);
  const base = { path: roleField(id), label: `${name} · ${RESOURCE_NOUNS[type]}`, ...(hint !== null && { hint }) };
  const choices = roles.map((text) => ({ text, value: text }));
  if (choices.length <= listed) return selectField({ ...base, choices, value: role ?? undefined });
  return searchField({
    ...base,
    actionId: searchAction,
    value: choices.find(({ value }) => value === role) ?? null,
  });
}
