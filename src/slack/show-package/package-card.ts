import type { Button, KnownBlock } from "@slack/types";
import type { PackageCard } from "../../app/package/show-package.ts";
import { clip } from "../../lib/text.ts";
import { ACTION as ASSIGN_ACTION } from "../assign-access/ids.ts";
import type { Message } from "../command/message.ts";
import { RESOURCE_NOUNS } from "../create-package/resource-roles-view.ts";
import { ACTION } from "../cards/ids.ts";
import { actions, button, context, header, paragraph } from "../kit/block.ts";
import { escape } from "../kit/text.ts";
import { ACTION as MANAGE_ACTION } from "../manage-package/ids.ts";
import { policyInWords } from "./policy-in-words.ts";

/** Slack refuses messages whose texts are too long in all; this keeps the card well under that. */
const DESCRIPTION_MAX = 1_000;
const LIST_MAX = 2_500;
const POLICIES_SHOWN = 3;

/** The card of one package. */
export function packageCard(card: PackageCard): Message {
  const { name, description, catalogName, policies, names, staff } = card;
  const blocks: KnownBlock[] = [
    header(name),
    paragraph(clip(description, DESCRIPTION_MAX)),
    context(
      `Catalog: ${catalogName}${card.isCatalogEnabled ? "" : " (not enabled)"}${card.isHidden ? " · Hidden" : ""}`,
    ),
    paragraph(clip(rolesInWords(card.resourceRoles), LIST_MAX)),
    ...policies
      .slice(0, POLICIES_SHOWN)
      .map((policy) =>
        paragraph(clip([policy.name, ...policyInWords(policy.settings, names)].join("\n"), LIST_MAX / 2)),
      ),
  ];
  if (policies.length === 0)
    blocks.push(
      paragraph("No policy: nobody can request this access package or be assigned to it until one is added."),
    );
  if (policies.length > POLICIES_SHOWN) blocks.push(context(`and ${policies.length - POLICIES_SHOWN} more policies`));
  if (staff) blocks.push(context(`Holders: ${staff.holders} · Pending requests: ${staff.pendingRequests}`));
  const buttons = buttonsOf(card);
  if (buttons.length > 0) blocks.push(actions("request", buttons));
  return { text: escape(`Access package ${name}`), blocks };
}

function buttonsOf({ id, isRequestable, isAssignable, mayManage }: PackageCard): Button[] {
  return [
    ...(isRequestable ? [button("Request", ACTION.request, { value: id, style: "primary" })] : []),
    ...(isAssignable ? [button("Assign", ASSIGN_ACTION.open, { value: id })] : []),
    ...(mayManage ? [button("Manage", MANAGE_ACTION.open, { value: id })] : []),
  ];
}

/** What the package gives, one resource role a line. */
export function rolesInWords(roles: readonly NamedRole[]): string {
  return roles.length === 0 ? "Resource roles: none yet." : ["Resource roles:", ...roleLines(roles)].join("\n");
}

type NamedRole = Pick<PackageCard["resourceRoles"][number], "type" | "name" | "role"> & { isGone?: boolean };

/** A line for each resource role. */
export function roleLines(roles: readonly NamedRole[]): string[] {
  return roles.map(
    ({ name, type, role, isGone }) =>
      `• ${name} · ${RESOURCE_NOUNS[type]}: ${role}${isGone ? " (no longer in the directory)" : ""}`,
  );
}
