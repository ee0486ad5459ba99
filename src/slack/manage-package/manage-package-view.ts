import type { Button, KnownBlock, ModalView } from "@slack/types";
import { z } from "zod";
import type { DoubleHolders, ManagedPackage } from "../../app/package/read-managed-package.ts";
import { PACKAGE_DESCRIPTION_MAX, PACKAGE_NAME_MAX } from "../../domain/package/creation.ts";
import { fingerprint } from "../../lib/fingerprint.ts";
import { clip } from "../../lib/text.ts";
import { namesInWords } from "../cards/request-words.ts";
import { ACTION as WIZARD_ACTION } from "../create-package/ids.ts";
import { actions, button, context, header, paragraph, smallPrint } from "../kit/block.ts";
import { multiSearchField, radioField, textField } from "../kit/field.ts";
import { modal } from "../kit/modal.ts";
import { moment } from "../kit/moment.ts";
import { automaticBlocks } from "../manage-automatic/automatic-section.ts";
import { ACTION as POLICY_ACTION } from "../manage-policy/ids.ts";
import { policyReference } from "../manage-policy/policy-reference.ts";
import { progressInWords } from "../review/review-words.ts";
import { ACTION as REQUESTS_ACTION } from "../package-requests/ids.ts";
import { policyInWords } from "../show-package/policy-in-words.ts";
import { roleLines } from "../show-package/package-card.ts";
import { ACTION as WHO_ACTION } from "../who/ids.ts";
import { Begun } from "./begun.ts";
import type { OnManaged } from "./begun.ts";
import { ACTION, CALLBACK } from "./ids.ts";
import { parseMetadata } from "../kit/metadata.ts";

/** Which package the view shows, which of its policies, and what the fields began with. */
const Metadata = Begun.extend({ packageId: z.uuid(), from: z.int() });
export type Metadata = z.infer<typeof Metadata>;

export function readMetadata(metadata: string): Metadata {
  return parseMetadata(Metadata, metadata);
}

/** What stands in the fields of the package itself. */
export interface PackageTexts {
  name: string;
  description: string;
  isHidden: boolean;
  incompatiblePackages: readonly { id: string; name: string }[];
  incompatibleGroups: readonly { id: string; name: string }[];
}

const POLICIES_SHOWN = 15;
const POLICY_MAX = 1_200;
const LIST_MAX = 2_500;
const HELD_SHOWN = 3;
const YES_NO = [
  { text: "Yes", value: "yes" },
  { text: "No", value: "no" },
];

/**
 * `Manage package`, with the policies from that one on: to change for those who may, to read for other staff. Drawn anew
 * where somebody types who began with other texts than are stored now, it stays a view of that state: Slack keeps what
 * they typed, and `Save` tells them what was changed.
 */
export function managePackageView(
  managed: ManagedPackage,
  { from = 0, typed, begun }: OnManaged & { from?: number; typed?: PackageTexts } = {},
): ModalView {
  const { id, catalogName } = managed;
  const newest = { version: managed.version, seen: managed.seen, stored: fingerprint(textsOf(managed)) };
  const { version, seen, stored } = begun && begun.stored !== newest.stored ? begun : newest;
  const mayEdit = managed.may("package.edit");
  return modal({
    callbackId: CALLBACK.manage,
    title: "Manage package",
    ...(mayEdit ? { submit: "Save" } : { close: "Close" }),
    metadata: JSON.stringify({ packageId: id, version, seen, stored, from } satisfies Metadata),
    blocks: [
      ...(mayEdit ? fields(typed ?? textsOf(managed), stored) : readableTexts(managed)),
      context(`Catalog: ${catalogName}`),
      ...resourceRoleBlocks(managed),
      ...policyBlocks(managed, from),
      ...automaticBlocks(managed),
      ...useBlocks(managed),
      ...(mayEdit
        ? []
        : [context("You may look at this access package. Owners and access package managers may change it.")]),
    ],
  });
}

export function textsOf({ name, description, isHidden, incompatible }: ManagedPackage): PackageTexts {
  const { packages, groups } = incompatible;
  return { name, description, isHidden, incompatiblePackages: packages, incompatibleGroups: groups };
}

/** A view that begins with other texts has other ids: nothing stale is then kept in the fields, and saved unawares. */
function fields(texts: PackageTexts, stored: string): KnownBlock[] {
  const actionId = `value:${stored}`;
  const named = (subjects: readonly { id: string; name: string }[]) =>
    subjects.map(({ id, name }) => ({ text: name, value: id }));
  return [
    textField({ path: "name", label: "Name", value: texts.name, limit: PACKAGE_NAME_MAX, actionId }),
    textField({
      path: "description",
      label: "Description",
      value: texts.description,
      limit: PACKAGE_DESCRIPTION_MAX,
      isMultiline: true,
      actionId,
    }),
    radioField({
      path: "isHidden",
      label: "Hidden",
      choices: YES_NO,
      value: texts.isHidden ? "yes" : "no",
      hint: "Hidden packages are not listed; whoever knows the name can ask for them.",
      actionId,
    }),
    multiSearchField({
      path: "incompatiblePackages",
      label: "Incompatible access packages",
      isOptional: true,
      values: named(texts.incompatiblePackages),
      hint: "Whoever holds one of these cannot get this one. The other direction is set there.",
      actionId: `${ACTION.choosePackages}:${stored}`,
    }),
    multiSearchField({
      path: "incompatibleGroups",
      label: "Incompatible groups",
      isOptional: true,
      values: named(texts.incompatibleGroups),
      actionId: `${WIZARD_ACTION.chooseGroups}:${stored}`,
    }),
  ];
}

function readableTexts({ name, description, isHidden, incompatible }: ManagedPackage): KnownBlock[] {
  const names = (subjects: readonly { name: string }[]) => subjects.map((each) => each.name).join(", ") || "none";
  return [
    header(name),
    paragraph(description),
    paragraph(
      clip(
        [
          `Hidden: ${isHidden ? "Yes" : "No"}`,
          `Incompatible access packages: ${names(incompatible.packages)}`,
          `Incompatible groups: ${names(incompatible.groups)}`,
        ].join("\n"),
        LIST_MAX,
      ),
    ),
  ];
}

function resourceRoleBlocks({ id, resourceRoles, may }: ManagedPackage): KnownBlock[] {
  return [
    header("Resource roles"),
    paragraph(clip(resourceRoles.length === 0 ? "None yet." : roleLines(resourceRoles).join("\n"), LIST_MAX)),
    ...(may("package.edit")
      ? [actions("resourceRoles", [button("Resource roles", ACTION.resourceRoles, { value: id })])]
      : []),
  ];
}

function policyBlocks({ id, policies, names, may }: ManagedPackage, from: number): KnownBlock[] {
  const mayEdit = may("policy.edit");
  const shown = policies.slice(from, from + POLICIES_SHOWN);
  const rest = policies.length - from - shown.length;
  const buttons: Button[] = [
    ...(mayEdit ? [button("Add policy", POLICY_ACTION.add, { value: id })] : []),
    ...(rest > 0 ? [button(`${rest} more`, ACTION.morePolicies, { value: String(from + shown.length) })] : []),
    ...(from > 0 ? [button("First policies", `${ACTION.morePolicies}:first`, { value: "0" })] : []),
  ];
  return [
    header("Policies"),
    ...(policies.length === 0
      ? [paragraph("No policy: nobody can request this access package or be assigned to it.")]
      : []),
    ...shown.flatMap((policy) => [
      paragraph(clip([policy.name, ...policyInWords(policy.settings, names)].join("\n"), POLICY_MAX)),
      ...(mayEdit ? [actions(`policy:${policy.id}`, policyButtons(policy))] : []),
    ]),
    ...(buttons.length > 0 ? [actions("policies", buttons)] : []),
  ];
}

function policyButtons(policy: ManagedPackage["policies"][number]): Button[] {
  const { id, name, settings } = policy;
  const value = policyReference(policy);
  const spoken = (label: string) => `${label} ${name}`;
  return [
    button("Edit", POLICY_ACTION.edit, { value: id, spoken: spoken("Edit") }),
    settings.isEnabled
      ? button("Disable", POLICY_ACTION.disable, { value, spoken: spoken("Disable") })
      : button("Enable", POLICY_ACTION.enable, { value, spoken: spoken("Enable") }),
    button("Remove", POLICY_ACTION.remove, {
      value: id,
      style: "danger",
      spoken: spoken("Remove"),
      confirm: {
        title: "Remove policy",
        text: `Nobody can ask through ${name} any more. Requests that wait keep it as it was.`,
        yes: "Remove",
      },
    }),
  ];
}

function useBlocks({ id, use, reviews, may, mayCopy }: ManagedPackage): KnownBlock[] {
  const buttons: Button[] = [
    ...(use ? [button("Holders", WHO_ACTION.holders, { value: id })] : []),
    ...(may("request.view") ? [button("Requests", REQUESTS_ACTION.open, { value: id })] : []),
    ...(mayCopy ? [copyButton(id)] : []),
    ...(may("package.delete") ? [button("Delete package", ACTION.delete, { value: id, style: "danger" })] : []),
  ];
  if (!use && buttons.length === 0) return [];
  return [
    header("Use"),
    ...(use ? useLines(use) : []),
    ...reviews.flatMap(reviewBlocks),
    ...(buttons.length > 0 ? [actions("package", buttons)] : []),
  ];
}

/** How far a review has come, or what came of it. */
function reviewBlocks(review: ManagedPackage["reviews"][number]): KnownBlock[] {
  const { policyName, openedAt, closesAt, closedAt, kept, removed } = review;
  const state =
    closedAt === null
      ? progressInWords(review)
      : `access kept: ${kept.toLocaleString("en")}, removed: ${removed.toLocaleString("en")}`;
  const end = closedAt === null ? `closes ${moment(closesAt)}` : `closed ${moment(closedAt)}`;
  return [context(`Access review of ${policyName}: ${state}`), smallPrint(`Opened ${moment(openedAt)} · ${end}`)];
}

function copyButton(id: string): Button {
  const text =
    "A new access package is begun that has all of this. It takes the place of one that you left unfinished.";
  return button("Copy", ACTION.copy, {
    value: id,
    confirm: { title: "Copy package", text, yes: "Copy", no: "Cancel" },
  });
}

function useLines({ holders, pendingRequests, both }: NonNullable<ManagedPackage["use"]>): KnownBlock[] {
  const counts = `Holders: ${holders.toLocaleString("en")} · Pending requests: ${pendingRequests.toLocaleString("en")}`;
  return [context(counts), ...(both.total === 0 ? [] : [context(bothInWords(both))])];
}

/** Who holds both, and what: staff decide whether that is to stay. */
function bothInWords({ total, some }: DoubleHolders): string {
  const named = some.map(({ name, holds }) => `${name} (${namesInWords(holds, HELD_SHOWN)})`);
  const rest = total - some.length;
  const all = [...named, ...(rest > 0 ? [`${rest.toLocaleString("en")} more`] : [])].join(", ");
  return `${total.toLocaleString("en")} of them also ${total === 1 ? "holds" : "hold"} something incompatible, and ${total === 1 ? "keeps" : "keep"} it: ${all}`;
}
