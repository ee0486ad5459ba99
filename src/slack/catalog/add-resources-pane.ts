import type { ModalView } from "@slack/types";
import { RESOURCE_TYPES } from "../../domain/resource/resource.ts";
import { RESOURCE_BUTTONS } from "../create-package/resource-roles-view.ts";
import { context } from "../kit/block.ts";
import { multiSearchField } from "../kit/field.ts";
import { modal } from "../kit/modal.ts";
import { ACTION, CALLBACK } from "./ids.ts";

/** The pane in which resources are picked for a catalog; each select offers what this person may add. */
export function addResourcesPane(metadata: string, mayAddAll: boolean): ModalView {
  const what = mayAddAll ? "You can add any resource of the directory." : "You can add resources that you own.";
  return modal({
    callbackId: CALLBACK.addResources,
    title: "Add resources",
    submit: "Add",
    metadata,
    blocks: [
      context(`${what} Access packages of this catalog can then give roles on them.`),
      ...RESOURCE_TYPES.map((type) =>
        multiSearchField({
          path: type,
          label: RESOURCE_BUTTONS[type],
          isOptional: true,
          actionId: ACTION.chooseResources,
          values: [],
        }),
      ),
    ],
  });
}
