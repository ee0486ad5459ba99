import type { KnownBlock, ModalView } from "@slack/types";
import type { CatalogMemberView, ManagedCatalog, RoleView } from "../../app/catalog/read-catalog.ts";
import { ROLE_EDITS } from "../../app/catalog/role-edits.ts";
import { CATALOG_DESCRIPTION_MAX, CATALOG_NAME_MAX, CATALOG_ROLES } from "../../domain/catalog/catalog.ts";
import type { CatalogRole } from "../../domain/catalog/catalog.ts";
import { channelTroubleInWords } from "../cards/channel-trouble-words.ts";
import { actions, button, context, header, note, paragraph, smallPrint } from "../kit/block.ts";
import { channelField, multiSearchField, peopleField, radioField, textField } from "../kit/field.ts";
import { modal, withAlert } from "../kit/modal.ts";
import { FIELD_LABELS, freshMetadata, storedForm } from "./catalog-form.ts";
import type { CatalogForm, CatalogMetadata } from "./catalog-form.ts";
import { contentSections } from "./content-blocks.ts";
import { ACTION, CALLBACK } from "./ids.ts";

const YES_NO = [
  { text: "Yes", value: "yes" },
  { text: "No", value: "no" },
];

/** An edit under way: what it began with, what it has typed, and what has to be said on top. */
export interface CatalogEdit {
  metadata: CatalogMetadata;
  form: CatalogForm;
  /** The user groups that were chosen, and hold no role yet, by id. */
  groupNames?: ReadonlyMap<string, string> | undefined;
  alert?: string;
}

/** `Manage catalog`: to edit for owners and user administrators, to read for other staff (D19). */
export function manageCatalogView(managed: ManagedCatalog, edit?: CatalogEdit): ModalView {
  return managed.may.has("catalog.edit") ? editableView(managed, edit) : readableView(managed);
}

function editableView(managed: ManagedCatalog, edit?: CatalogEdit): ModalView {
  const { metadata, form, groupNames, alert }: CatalogEdit = edit ?? {
    metadata: freshMetadata(managed),
    form: storedForm(managed),
  };
  // Another version takes other ids, or Slack would go on showing what was typed before.
  const actionId = `value:${metadata.version}`;
  const blocks: KnownBlock[] = [
    textField({
      path: "name",
      label: FIELD_LABELS.name,
      value: form.name,
      limit: CATALOG_NAME_MAX,
      actionId,
      ...(managed.isGeneral && { hint: "The General catalog keeps its name." }),
    }),
    textField({
      path: "description",
      label: FIELD_LABELS.description,
      value: form.description,
      limit: CATALOG_DESCRIPTION_MAX,
      isMultiline: true,
      actionId,
    }),
    channelField({
      path: "approvalsChannel",
      label: FIELD_LABELS.approvalsChannel,
      isOptional: true,
      value: form.approvalsChannel,
      actionId,
      hint: "Requests are decided there; invite the bot and all approvers to it. Without one, approvers get direct messages.",
    }),
    ...(form.approvalsChannel === managed.catalog.approvalsChannel ? channelTrouble(managed) : []),
    yesNoField("isEnabled", form, actionId),
    yesNoField("isEnabledForExternalUsers", form, actionId),
    ...CATALOG_ROLES.flatMap((role) => roleFields(managed, role, { form, groupNames, version: metadata.version })),
    ...contentSections(managed.catalog.id, managed, {
      addResources: managed.mayAddResources,
      managePackages: managed.may.has("package.edit"),
    }),
    ...deleteButton(managed),
  ];
  return modal({
    callbackId: CALLBACK.manage,
    title: "Manage catalog",
    submit: "Save",
    metadata: JSON.stringify(metadata),
    blocks: alert === undefined ? blocks : withAlert(blocks, alert),
  });
}

/** Why requests are not decided in the channel that stands there, and what helps. */
function channelTrouble({ channelFailure }: ManagedCatalog): KnownBlock[] {
  if (channelFailure === null) return [];
  const { cause, remedy } = channelTroubleInWords(channelFailure);
  return [smallPrint(`⚠️ ${cause} ${remedy} Until then approvers are asked by direct messages.`)];
}

function yesNoField(path: "isEnabled" | "isEnabledForExternalUsers", form: CatalogForm, actionId: string): KnownBlock {
  return radioField({ path, label: FIELD_LABELS[path], choices: YES_NO, value: form[path] ? "yes" : "no", actionId });
}

/** The people and the user groups of one role; whoever is not in Slack cannot be shown by a select. */
function roleFields(
  { holders }: ManagedCatalog,
  role: CatalogRole,
  { form, groupNames, version }: Pick<CatalogEdit, "form" | "groupNames"> & { version: number },
): KnownBlock[] {
  const { people, groups } = ROLE_EDITS[role];
  const held = CATALOG_ROLES.flatMap((each) => holders[each].groups).map(({ id, name }) => [id, name] as const);
  const names = new Map([...(groupNames ?? []), ...held]);
  const unseen = holders[role].people.filter(({ slackUserId }) => slackUserId === null);
  return [
    peopleField({
      path: people,
      label: FIELD_LABELS[people],
      isOptional: true,
      values: form[people],
      actionId: `value:${version}`,
    }),
    ...(unseen.length > 0 ? [context(`Not in Slack, and kept: ${namesOf(unseen)}`)] : []),
    multiSearchField({
      path: groups,
      label: FIELD_LABELS[groups],
      isOptional: true,
      actionId: `${ACTION.chooseGroups}:${version}`,
      values: form[groups].map((id) => ({ value: id, text: names.get(id) ?? "User group" })),
    }),
  ];
}

function deleteButton({ catalog, isGeneral, may, packages }: ManagedCatalog): KnownBlock[] {
  if (isGeneral || !may.has("catalog.delete")) return [];
  if (packages.rows.length > 0) return [context("A catalog can be deleted when it has no access packages.")];
  const confirm = {
    title: "Delete this catalog?",
    text: `${catalog.name} is gone for good, with its roles and its list of resources.`,
    yes: "Delete catalog",
  };
  return [
    actions("delete", [button("Delete catalog", ACTION.delete, { value: catalog.id, style: "danger", confirm })]),
  ];
}

function readableView(managed: ManagedCatalog): ModalView {
  const { catalog, holders } = managed;
  const { approvalsChannel, isEnabled, isEnabledForExternalUsers } = catalog;
  return modal({
    callbackId: CALLBACK.manage,
    title: "Manage catalog",
    close: "Close",
    blocks: [
      header(catalog.name),
      paragraph(catalog.description),
      paragraph(
        `${FIELD_LABELS.isEnabled}: ${yesNo(isEnabled)}\n${FIELD_LABELS.isEnabledForExternalUsers}: ${yesNo(isEnabledForExternalUsers)}`,
      ),
      ...(approvalsChannel === null ? [] : [note(`${FIELD_LABELS.approvalsChannel}: <#${approvalsChannel}>`)]),
      ...channelTrouble(managed),
      ...CATALOG_ROLES.map((role) =>
        paragraph(`${FIELD_LABELS[ROLE_EDITS[role].people]}: ${holdersInWords(holders[role])}`),
      ),
      ...contentSections(catalog.id, managed, { addResources: false, managePackages: managed.may.has("package.edit") }),
      context("You may look at this catalog. Its owners and user administrators may change it."),
    ],
  });
}

function yesNo(isOn: boolean): string {
  return isOn ? "Yes" : "No";
}

function holdersInWords({ people, groups }: RoleView): string {
  const named = [...people.map(({ name }) => name), ...groups.map(({ name }) => `${name} (user group)`)];
  return named.length === 0 ? "nobody" : named.join(", ");
}

function namesOf(members: readonly CatalogMemberView[]): string {
  return members.map(({ name }) => name).join(", ");
}
