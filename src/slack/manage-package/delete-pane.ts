import type { KnownBlock, ModalView } from "@slack/types";
import type { Deletion } from "../../app/package/read-deletion.ts";
import { actions, button, header, paragraph } from "../kit/block.ts";
import { modal } from "../kit/modal.ts";
import { ACTION, CALLBACK } from "./ids.ts";

/** `Delete package`: what would be lost; or who stands in the way, with the offer to end their access first. */
export function deletePane({ packageId, name, holders, pendingRequests, mayEndAll }: Deletion): ModalView {
  const title = "Delete package";
  const frame = { callbackId: CALLBACK.delete, title, metadata: packageId };
  if (holders === 0)
    return modal({ ...frame, submit: "Delete", blocks: [header(name), paragraph(consequences(pendingRequests))] });
  const held = holders === 1 ? "1 person holds" : `${holders.toLocaleString("en")} people hold`;
  const offer = mayEndAll ? " You can do that here." : "";
  return modal({
    ...frame,
    close: "Close",
    blocks: [
      header(name),
      paragraph(`${held} this access package. It can be deleted once nobody does: end their access first.${offer}`),
      ...(mayEndAll ? [endAllButton(packageId, held)] : []),
    ],
  });
}

function consequences(pendingRequests: number): string {
  const requests = pendingRequests === 1 ? "1 request waits" : `${pendingRequests.toLocaleString("en")} requests wait`;
  const canceled =
    pendingRequests === 0 ? "" : ` ${requests} for a decision: that is canceled, and those who asked are told.`;
  return `Nobody holds this access package.${canceled} Its policies go with it; what was stays in the history. This cannot be undone.`;
}

function endAllButton(packageId: string, held: string): KnownBlock {
  const confirm = { title: "End all access", text: `${held} it, and will lose what it gives.`, yes: "End all access" };
  return actions("endAll", [button("End all access", ACTION.endAll, { value: packageId, style: "danger", confirm })]);
}
