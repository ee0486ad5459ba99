import type { KnownBlock, ModalView } from "@slack/types";
import type { ContentPage, PackagesPage, ResourcesPage } from "../../app/catalog/catalog-content.ts";
import { actions, button, context } from "../kit/block.ts";
import { modal } from "../kit/modal.ts";
import { packageLines, resourceLines } from "./content-blocks.ts";
import { ACTION, CALLBACK } from "./ids.ts";

/** How much of a list one page of its own shows. */
export const CONTENT_PAGE = 40;

/** One page of all the resources of a catalog. `metadata` is that of the screen underneath. */
export function resourcesView(
  catalogId: string,
  page: ResourcesPage & { catalogName: string },
  metadata: string,
): ModalView {
  return modal({
    callbackId: CALLBACK.resources,
    title: "Resources",
    close: "Back",
    metadata,
    blocks: [
      context(page.catalogName),
      ...resourceLines(catalogId, page),
      ...nextPage(catalogId, page, ACTION.resources),
    ],
  });
}

/** One page of all the packages of a catalog. */
export function packagesView(catalogId: string, page: PackagesPage & { catalogName: string }): ModalView {
  return modal({
    callbackId: CALLBACK.packages,
    title: "Access packages",
    close: "Back",
    blocks: [context(page.catalogName), ...packageLines(page, false), ...nextPage(catalogId, page, ACTION.packages)],
  });
}

function nextPage(catalogId: string, { next }: ContentPage<unknown>, action: string): KnownBlock[] {
  if (next === null) return [];
  return [actions("next", [button("More", action, { value: JSON.stringify({ catalogId, after: next }) })])];
}
