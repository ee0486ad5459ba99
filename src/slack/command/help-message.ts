import type { Button, KnownBlock } from "@slack/types";
import type { Abilities } from "../../app/person/read-abilities.ts";
import { ACTION as WIZARD_ACTION } from "../create-package/ids.ts";
import { ACTION as FIND_ACTION } from "../find-packages/ids.ts";
import { ACTION as APPROVALS_ACTION } from "../approvals/ids.ts";
import { ACTION as CARD_ACTION } from "../cards/ids.ts";
import { ACTION as CATALOG_ACTION } from "../catalog/ids.ts";
import { ACTION as MINE_ACTION } from "../mine/ids.ts";
import { actions, button, header, note, paragraph } from "../kit/block.ts";
import { clip } from "../../lib/text.ts";
import type { Message } from "./message.ts";

/** What one can do here, as far as this person may do it, with buttons for the commonest things. */
export function helpMessage(abilities: Abilities, unknownVerb?: string): Message {
  const { mayCreatePackages, mayCreateCatalogs, hasCatalogs, hasReports } = abilities;
  const lines = [
    ...(mayCreatePackages ? ["`/access new` creates an access package"] : []),
    "`/access find TEXT` finds access packages",
    "`/access show PACKAGE` shows one of them",
    `\`/access request PACKAGE\` asks for access${hasReports ? ", for yourself or a direct report" : ""}`,
    "`/access mine` shows what you hold and what you asked for",
    "`/access approvals` shows the requests that wait for your decision",
    "`/access reviews` shows the access reviews in which you can answer",
    "`/access delegate @PERSON until DATE` lets somebody decide in your place",
    ...staffLines(abilities),
    "`/access help` shows this",
  ];
  const buttons: Button[] = [
    ...(mayCreatePackages ? [button("New access package", WIZARD_ACTION.openFromButton, { style: "primary" })] : []),
    button("Request access", CARD_ACTION.request),
    button("Find access packages", FIND_ACTION.list),
    button("My access", MINE_ACTION.list),
    button("Approvals", APPROVALS_ACTION.list),
    ...(hasCatalogs ? [button("My catalogs", CATALOG_ACTION.list)] : []),
    ...(mayCreateCatalogs ? [button("New catalog", CATALOG_ACTION.new)] : []),
  ];
  const blocks: KnownBlock[] = [
    ...(unknownVerb === undefined
      ? []
      : [paragraph(`There is no /access ${clip(unknownVerb, 50)}. This is what you can do:`)]),
    header("Access packages"),
    note(lines.join("\n")),
    actions("help", buttons),
  ];
  return {
    text:
      unknownVerb === undefined
        ? "What you can do with /access"
        : "There is no such command. What you can do with /access:",
    blocks,
  };
}

/** What those can do who hold a role in a catalog. */
function staffLines({ hasCatalogs, mayCreateCatalogs, mayViewAssignments }: Abilities): string[] {
  return [
    ...(mayCreateCatalogs ? ["`/access catalog new` creates a catalog"] : []),
    ...(hasCatalogs
      ? ["`/access catalogs` lists the catalogs in which you hold a role", "`/access catalog NAME` manages one of them"]
      : []),
    ...(mayViewAssignments
      ? [
          "`/access assign PACKAGE`, or `assign PACKAGE @PERSON`, gives it to others",
          "`/access explain PACKAGE`, or `explain PACKAGE @PERSON`, tells what would happen if somebody asked",
          "`/access who PACKAGE` lists who holds it, and the requests that wait",
          "`/access who @PERSON` lists what they hold",
          "`/access report` tells of your catalogs in numbers",
          "`/access who RESOURCE` lists who has a role on it; `on 1 May` after each tells of that day",
        ]
      : []),
    ...(hasCatalogs
      ? [
          "`/access package PACKAGE` manages an access package",
          "`/access history PACKAGE`, `history catalog NAME` or `history @PERSON` shows who did what, and when",
        ]
      : []),
  ];
}
