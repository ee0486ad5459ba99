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
  metadata: WizardMetadata & { type: ResourceType; onlySee: boolean };
  /** The catalog to which `Only see` narrows the choice; null where the choice is no wider. */
  narrowTo: string | null;
  picked: readonly Choice[];
}

/** The pane in which resources of one type are picked. */
export function selectPane({ metadata, narrowTo, picked }: SelectPane): ModalView {
  const { type, onlySee } = metadata;
  const blocks: KnownBlock[] = [];
  if (narrowTo !== null) {
    blocks.push(
      checkboxField({
        path: "onlySee",
        label: "Only see",
        isOptional: true,
        isDispatched: true,
        actionId: ACTION.onlySee,
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
      actionId: ACTION.chooseResources,
      values: picked,
      hint: `At most ${RESOURCES_PER_PACKAGE_MAX} resources in one access package.`,
    }),
  );
  return modal({
    callbackId: CALLBACK.selectResources,
    title: TITLES[type],
    submit: "Select",
    metadata: encodeMetadata(metadata),
    blocks,
  });
}
