import type { KnownBlock } from "@slack/types";
import type { HeldCatalog } from "../../app/catalog/list-catalogs.ts";
import type { Page, SearchCursor } from "../../app/package/find-packages.ts";
import { CATALOG_NAME_MAX } from "../../domain/catalog/catalog.ts";
import type { CatalogRole } from "../../domain/catalog/catalog.ts";
import { clip } from "../../lib/text.ts";
import type { Message } from "../command/message.ts";
import { actions, button, context, paragraph } from "../kit/block.ts";
import { escape } from "../kit/text.ts";
import { ACTION } from "./ids.ts";

export const CATALOGS_PAGE = 10;

export const ROLE_WORDS: Readonly<Record<CatalogRole, string>> = {
  owner: "Catalog owner",
  packageManager: "Access package manager",
  assignmentManager: "Access package assignment manager",
  reader: "Catalog reader",
};

/** One page of the catalogs in which one holds a role. */
export function catalogsMessage({
  rows,
  next,
  isUserAdministrator,
}: Page<HeldCatalog> & { isUserAdministrator: boolean }): Message {
  if (rows.length === 0) {
    const text = "You hold no role in any catalog. A catalog's owner or a user administrator can give you one.";
    return { text, blocks: [paragraph(text)] };
  }
  const title = isUserAdministrator ? "All catalogs" : "Your catalogs";
  const blocks: KnownBlock[] = [context(title), ...rows.map((row) => catalogLine(row, isUserAdministrator))];
  if (next)
    blocks.push(actions("more", [button("More", ACTION.more, { value: JSON.stringify(next satisfies SearchCursor) })]));
  return { text: title, blocks };
}

/** A catalog with the role held in it. */
export function catalogLine({ id, name, roles, packages }: HeldCatalog, isUserAdministrator: boolean): KnownBlock {
  const held = [...(isUserAdministrator ? ["User administrator"] : []), ...roles.map((role) => ROLE_WORDS[role])].join(
    ", ",
  );
  const count = packages === 1 ? "1 access package" : `${packages} access packages`;
  return paragraph(
    `${name}\n${held} · ${count}`,
    button("Manage", ACTION.manage, { value: id, spoken: `Manage ${name}` }),
  );
}

/** The choice where no catalog has exactly the name that was asked for. */
export function catalogChoices(name: string, choices: readonly { id: string; name: string }[]): Message {
  const named = `“${clip(name, CATALOG_NAME_MAX)}”`;
  if (choices.length === 0) {
    const text = `There is no catalog named ${named} in which you hold a role. /access catalogs lists yours.`;
    return { text: escape(text), blocks: [paragraph(text)] };
  }
  const text = `No catalog is named exactly ${named}. Do you mean one of these?`;
  const lines = choices.map((choice) =>
    paragraph(choice.name, button("Manage", ACTION.manage, { value: choice.id, spoken: `Manage ${choice.name}` })),
  );
  return { text: escape(text), blocks: [paragraph(text), ...lines] };
}
