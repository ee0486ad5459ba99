import type { KnownBlock, ModalView } from "@slack/types";
import type { WizardBasics } from "../../app/draft/read-wizard.ts";
import { PACKAGE_DESCRIPTION_MAX, PACKAGE_NAME_MAX } from "../../domain/package/creation.ts";
import { actions, button } from "../kit/block.ts";
import { searchField, textField } from "../kit/field.ts";
import { modal } from "../kit/modal.ts";
import { progress, STEP_TITLES } from "./frame.ts";
import { ACTION, CALLBACK } from "./ids.ts";
import { encodeMetadata } from "./metadata.ts";

/** Step 1: what the package is called, and which catalog holds it. */
export function basicsView(draftId: string, version: number, basics: WizardBasics): ModalView {
  const { catalog, mayCreateCatalog } = basics;
  const blocks: KnownBlock[] = [
    progress("basics"),
    textField({
      path: "name",
      label: "Display name",
      value: basics.name,
      limit: PACKAGE_NAME_MAX,
      hint: "People see this when they request access.",
    }),
    textField({
      path: "description",
      label: "Description",
      value: basics.description,
      limit: PACKAGE_DESCRIPTION_MAX,
      isMultiline: true,
    }),
    searchField({
      path: "catalog",
      label: "Catalog",
      // Another id for each state of the draft: the select must show a catalog that was just made.
      actionId: `${ACTION.chooseCatalog}:${version}`,
      isOptional: true,
      value: catalog && { text: catalog.name, value: catalog.id },
      hint: "An access package cannot be moved to another catalog later.",
    }),
  ];
  if (mayCreateCatalog) blocks.push(actions("new-catalog", [button("Create new", ACTION.newCatalog)]));
  return modal({
    callbackId: CALLBACK.basics,
    title: STEP_TITLES.basics,
    submit: "Next",
    metadata: encodeMetadata({ draftId, version }),
    blocks,
  });
}
