import type { ModalView } from "@slack/types";
import type { RolesChange, RolesForm } from "../../app/package/read-roles-form.ts";
import { clip } from "../../lib/text.ts";
import { resourceBlocks } from "../create-package/resource-roles-view.ts";
import { actions, button, context, header, paragraph } from "../kit/block.ts";
import { modal } from "../kit/modal.ts";
import type { OnManaged } from "./begun.ts";
import { ACTION, CALLBACK } from "./ids.ts";
import { writeRolesMetadata } from "./roles-metadata.ts";
import type { RolesMetadata } from "./roles-metadata.ts";

const LIST_MAX = 2_900;

/** `Resource roles` of a package: picked and given roles as in the wizard. */
export function resourceRolesView({
  packageId,
  name,
  version,
  seen,
  begun,
  resources,
}: RolesForm & OnManaged): ModalView {
  return modal({
    callbackId: CALLBACK.resourceRoles,
    title: "Resource roles",
    submit: "Next",
    metadata: writeRolesMetadata({ packageId, version, seen, begun, chosen: [] }),
    blocks: [context(name), ...resourceBlocks(resources, ACTION)],
  });
}

/** Who gains and loses what, before it is done (D11). */
export function confirmRolesView(metadata: RolesMetadata, change: RolesChange): ModalView {
  const lines = changeLines(change);
  const isChange = lines.length > 0;
  return modal({
    callbackId: CALLBACK.confirmRoles,
    title: "Resource roles",
    ...(isChange ? { submit: "Save" } : { close: "Close" }),
    metadata: writeRolesMetadata(metadata),
    blocks: [
      header(change.name),
      paragraph(isChange ? clip(lines.join("\n"), LIST_MAX) : "Nothing would change."),
      ...(isChange && change.holders > 0 ? [context(outcome(change))] : []),
      actions("back", [button("Back", ACTION.backToRoles)]),
    ],
  });
}

function outcome({ taken }: RolesChange): string {
  const kept = taken.length > 0 ? " Whoever has a role by other means as well keeps it." : "";
  return `All who hold it are brought in line at once.${kept}`;
}

/** "12 people gain Viewer on Atlas CRM", a line for each role. */
function changeLines({ holders, given, taken }: RolesChange): string[] {
  if (holders === 0)
    return [
      ...given.map(({ role, resource }) => `Nobody holds it yet; it will give ${role} on ${resource}`),
      ...taken.map(({ role, resource }) => `Nobody holds it yet; it will no longer give ${role} on ${resource}`),
    ];
  const who = holders === 1 ? "1 person" : `${holders.toLocaleString("en")} people`;
  const line = (one: string, many: string) => (each: { resource: string; role: string }) =>
    `${who} ${holders === 1 ? one : many} ${each.role} on ${each.resource}`;
  return [...given.map(line("gains", "gain")), ...taken.map(line("loses", "lose"))];
}
