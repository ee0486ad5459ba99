import type { ActionsBlock, KnownBlock } from "@slack/types";
import type { ListedResource, PackagesPage, ResourcesPage } from "../../app/catalog/catalog-content.ts";
import { RESOURCE_NOUNS } from "../create-package/resource-roles-view.ts";
import { ACTION as FIND_ACTION } from "../find-packages/ids.ts";
import { actions, button, context, header, paragraph } from "../kit/block.ts";
import { ACTION } from "./ids.ts";

/** The resources, each with `Remove` for those who have the right to. */
export function resourceLines(catalogId: string, { rows }: Pick<ResourcesPage, "rows">): KnownBlock[] {
  if (rows.length === 0) return [context("This catalog has no resources yet.")];
  return rows.map((row) => resourceLine(catalogId, row));
}

function resourceLine(catalogId: string, { id, name, type, isGone, mayRemove }: ListedResource): KnownBlock {
  const text = `${name} · ${RESOURCE_NOUNS[type]}${isGone ? " · no longer in the directory" : ""}`;
  if (!mayRemove) return paragraph(text);
  const remove = button("Remove", ACTION.removeResource, {
    value: JSON.stringify({ catalogId, resourceId: id }),
    spoken: `Remove ${name}`,
    confirm: {
      title: "Remove this resource?",
      text: `Access packages of this catalog can then no longer give roles on ${name}.`,
      yes: "Remove",
    },
  });
  return paragraph(text, remove);
}

/** The packages, each with the button that leads on: to its own screen for those who may change it, else to its card. */
export function packageLines({ rows }: Pick<PackagesPage, "rows">, mayManage: boolean): KnownBlock[] {
  if (rows.length === 0) return [context("This catalog has no access packages yet.")];
  const [label, action] = mayManage ? ["Manage", ACTION.managePackage] : ["Open", FIND_ACTION.open];
  return rows.map(({ id, name, isHidden }) =>
    paragraph(
      `${name}${isHidden ? " · hidden" : ""}`,
      button(label, action, { value: id, spoken: `${label} ${name}` }),
    ),
  );
}

/** The lists of a catalog in its own screen, with the ways to all of them. */
export function contentSections(
  catalogId: string,
  content: { resources: ResourcesPage; packages: PackagesPage },
  may: { addResources: boolean; managePackages: boolean },
): KnownBlock[] {
  const { resources, packages } = content;
  return [
    header("Resources"),
    ...(may.addResources
      ? [actions("add-resources", [button("Add resources", ACTION.addResources, { value: catalogId })])]
      : []),
    ...resourceLines(catalogId, resources),
    ...showMore("resources", resources, ACTION.resources, catalogId),
    header("Access packages"),
    ...packageLines(packages, may.managePackages),
    ...showMore("packages", packages, ACTION.packages, catalogId),
  ];
}

function showMore(list: string, { next }: { next: unknown }, action: string, catalogId: string): ActionsBlock[] {
  if (next === null) return [];
  const value = JSON.stringify({ catalogId, after: null });
  return [actions(`more-${list}`, [button("Show more", action, { value, spoken: `Show more: ${list}` })])];
}
