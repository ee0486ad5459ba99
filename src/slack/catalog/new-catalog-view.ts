import type { ModalView } from "@slack/types";
import { CATALOG_DESCRIPTION_MAX, CATALOG_NAME_MAX } from "../../domain/catalog/catalog.ts";
import { context, paragraph } from "../kit/block.ts";
import { textField } from "../kit/field.ts";
import { modal } from "../kit/modal.ts";
import { CALLBACK } from "./ids.ts";

/** `New catalog`, made by itself and not together with a package. */
export function newCatalogView(): ModalView {
  return modal({
    callbackId: CALLBACK.new,
    title: "New catalog",
    submit: "Create",
    blocks: [
      textField({ path: "name", label: "Name", value: "", limit: CATALOG_NAME_MAX }),
      textField({
        path: "description",
        label: "Description",
        value: "",
        limit: CATALOG_DESCRIPTION_MAX,
        isMultiline: true,
      }),
      context("You will be its first owner."),
    ],
  });
}

/** What stands in the place of a catalog that was just deleted. */
export function catalogDeletedView(name: string): ModalView {
  return modal({
    callbackId: CALLBACK.new,
    title: "Catalog deleted",
    close: "Close",
    blocks: [paragraph(`${name} has been deleted.`)],
  });
}
