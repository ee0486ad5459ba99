import type { KnownBlock, ModalView } from "@slack/types";
import type { CatalogMemberView, ManagedCatalog } from "../../app/catalog/read-catalog.ts";
import { CATALOG_DESCRIPTION_MAX, CATALOG_NAME_MAX } from "../../domain/catalog/catalog.ts";
import { context, header, paragraph } from "../kit/block.ts";
import { channelField, peopleField, radioField, textField } from "../kit/field.ts";
import { modal } from "../kit/modal.ts";
import { ROLE_WORDS } from "./catalogs-message.ts";
import { CALLBACK } from "./ids.ts";

const YES_NO = [
  { text: "Yes", value: "yes" },
  { text: "No", value: "no" },
];

/** `Manage catalog`: to edit for owners and user administrators, to read for other staff. */
export function manageCatalogView(managed: ManagedCatalog): ModalView {
  return managed.mayEdit ? editableView(managed) : readableView(managed);
}

function editableView({ catalog, isGeneral, members }: ManagedCatalog): ModalView {
  const unseen = [...members.owner, ...members.packageManager].filter(({ slackUserId }) => slackUserId === null);
  return modal({
    callbackId: CALLBACK.manage,
    title: "Manage catalog",
    submit: "Save",
    metadata: JSON.stringify({ catalogId: catalog.id, version: catalog.version }),
    blocks: [
      textField({
        path: "name",
        label: "Name",
        value: catalog.name,
        limit: CATALOG_NAME_MAX,
        ...(isGeneral && { hint: "The General catalog keeps its name." }),
      }),
      textField({
        path: "description",
        label: "Description",
        value: catalog.description,
        limit: CATALOG_DESCRIPTION_MAX,
        isMultiline: true,
      }),
      channelField({
        path: "approvalsChannel",
        label: "Approvals channel",
        isOptional: true,
        value: catalog.approvalsChannel,
        hint: "Requests are decided there; invite the bot to it. Without one, approvers get direct messages.",
      }),
      yesNoField("isEnabled", "Enabled", catalog.isEnabled),
      yesNoField("isEnabledForExternalUsers", "Enabled for external users", catalog.isEnabledForExternalUsers),
      peopleField({ path: "owners", label: "Catalog owners", isOptional: true, values: slackIds(members.owner) }),
      peopleField({
        path: "packageManagers",
        label: "Access package managers",
        isOptional: true,
        values: slackIds(members.packageManager),
      }),
      ...(unseen.length > 0 ? [context(`Not in Slack, and kept: ${namesOf(unseen)}`)] : []),
    ],
  });
}

function yesNoField(path: string, label: string, isOn: boolean): KnownBlock {
  return radioField({ path, label, choices: YES_NO, value: isOn ? "yes" : "no" });
}

function readableView({ catalog, members }: ManagedCatalog): ModalView {
  return modal({
    callbackId: CALLBACK.manage,
    title: "Manage catalog",
    close: "Close",
    blocks: [
      header(catalog.name),
      paragraph(catalog.description),
      paragraph(
        `Enabled: ${catalog.isEnabled ? "Yes" : "No"}\nEnabled for external users: ${catalog.isEnabledForExternalUsers ? "Yes" : "No"}`,
      ),
      paragraph(`${ROLE_WORDS.owner}s: ${namesOf(members.owner)}`),
      paragraph(`${ROLE_WORDS.packageManager}s: ${namesOf(members.packageManager)}`),
      context("You may look at this catalog. Its owners and user administrators may change it."),
    ],
  });
}

function slackIds(members: readonly CatalogMemberView[]): string[] {
  return members.flatMap(({ slackUserId }) => slackUserId ?? []);
}

function namesOf(members: readonly CatalogMemberView[]): string {
  return members.length === 0 ? "nobody" : members.map(({ name }) => name).join(", ");
}
