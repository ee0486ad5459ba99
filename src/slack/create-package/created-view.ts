import type { ModalView } from "@slack/types";
import { actions, button, header, paragraph } from "../kit/block.ts";
import { modal } from "../kit/modal.ts";
import { ACTION, CALLBACK } from "./ids.ts";

/** What the wizard ends with. */
export function createdView(packageId: string, name: string): ModalView {
  return modal({
    callbackId: CALLBACK.created,
    title: "Access package created",
    close: "Close",
    blocks: [
      header(name),
      paragraph("Find it with /access find, and see all about it with /access show."),
      actions("share", [button("Share", ACTION.share, { value: packageId })]),
    ],
  });
}
