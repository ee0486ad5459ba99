import type { ModalView } from "@slack/types";
import type { DraftCatalog } from "../../domain/draft/draft.ts";
import { CATALOG_DESCRIPTION_MAX, CATALOG_NAME_MAX } from "../../domain/catalog/catalog.ts";
import { context } from "../kit/block.ts";
import { textField } from "../kit/field.ts";
import { modal } from "../kit/modal.ts";
import { CALLBACK } from "./ids.ts";
import { encodeMetadata } from "./metadata.ts";

/** The pane that takes a new catalog into the draft; it shows the one that the draft has already. */
export function newCatalogPane(draftId: string, version: number, taken: DraftCatalog | null): ModalView {
  const { name, description } = taken?.kind === "new" ? taken : { name: "", description: "" };
  return modal({
    callbackId: CALLBACK.newCatalog,
    title: "New catalog",
    submit: "Create",
    metadata: encodeMetadata({ draftId, version }),
    blocks: [
      textField({ path: "name", label: "Name", value: name, limit: CATALOG_NAME_MAX }),
      textField({
        path: "description",
        label: "Description",
        value: description,
        limit: CATALOG_DESCRIPTION_MAX,
        isMultiline: true,
      }),
      context("You will be its first owner. It is stored together with the access package."),
    ],
  });
}
