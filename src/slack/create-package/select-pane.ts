import type { KnownBlock, ModalView } from "@slack/types";
import type { ResourceType } from "../../domain/resource/resource.ts";
import { RESOURCES_PER_PACKAGE_MAX } from "../../domain/resource/pickable.ts";
import { checkboxField, multiSearchField } from "../kit/field.ts";
import type { Choice } from "../kit/field.ts";
import { modal } from "../kit/modal.ts";
import { ACTION, CALLBACK } from "./ids.ts";
import { encodeMetadata } from "./metadata.ts";
import type { WizardMetadata } from "./metadata.ts";
import { RESOURCE_BUTTONS } from "./resource-roles-view.ts";

const TITLES: Readonly<Record<ResourceType, string>> = {
  group: "Select groups",
  application: "Select applications",
  site: "Select sites",
};

export interface SelectPane {
  type: ResourceType;
  onlySee: boolean;
  /** The catalog to which `Only see` narrows the choice; null where the choice is no wider. */
  narrowTo: string | null;
  picked: readonly Choice[];
}

/** Where a pane belongs: the ids of its listeners, and what it remembers. */
export interface PaneFrame {
  callbackId: string;
  onlySeeAction: string;
  searchAction: string;
  metadata: string;
}

/** The pane in which resources of one type are picked, in the wizard. */
export function selectPane(
  metadata: WizardMetadata & { type: ResourceType; onlySee: boolean },
  pane: Omit<SelectPane, "type" | "onlySee">,
): ModalView {
  const frame = {
    callbackId: CALLBACK.selectResources,
    onlySeeAction: ACTION.onlySee,
    searchAction: ACTION.chooseResources,
    metadata: encodeMetadata(metadata),
  };
  return framedSelectPane(frame, { ...pane, type: metadata.type, onlySee: metadata.onlySee });
}

/** The same, wherever resources are picked. */
export function framedSelectPane(frame: PaneFrame, { type, onlySee, narrowTo, picked }: SelectPane): ModalView {
  const blocks: KnownBlock[] = [];
  if (narrowTo !== null) {
    blocks.push(
      checkboxField({
        path: "onlySee",
        label: "Only see",
        isOptional: true,
        isDispatched: true,
        actionId: frame.onlySeeAction,
        choice: { text: `Only see resources in ${narrowTo}`, value: "yes" },
        isTicked: onlySee,
      }),
    );
  }
  blocks.push(
    multiSearchField({
      path: "resources",
      label: RESOURCE_BUTTONS[type],
      isOptional: true,
      actionId: frame.searchAction,
      values: picked,
      hint: `At most ${RESOURCES_PER_PACKAGE_MAX} resources in one access package.`,
    }),
  );
  return modal({
    callbackId: frame.callbackId,
    title: TITLES[type],
    submit: "Select",
    metadata: frame.metadata,
    blocks,
  });
}
