import type { Button, HomeView, KnownBlock } from "@slack/types";
import type { Home, HomeList } from "../../app/person/read-home.ts";
import type { Abilities } from "../../app/person/read-abilities.ts";
import { awaitedLine } from "../approvals/approvals-message.ts";
import { ACTION as APPROVALS_ACTION } from "../approvals/ids.ts";
import { ACTION as CARD_ACTION } from "../cards/ids.ts";
import { catalogLine } from "../catalog/catalogs-message.ts";
import { ACTION as CATALOG_ACTION } from "../catalog/ids.ts";
import { ACTION as WIZARD_ACTION } from "../create-package/ids.ts";
import { packageLine } from "../find-packages/find-message.ts";
import { ACTION as FIND_ACTION } from "../find-packages/ids.ts";
import { actions, button, context, header, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { accessLine, requestLine } from "../mine/mine-message.ts";
import { ACTION as MINE_ACTION } from "../mine/ids.ts";
import { ACTION as REVIEW_ACTION } from "../review/ids.ts";
import { reviewLine } from "../review/reviews-message.ts";

/** The Home tab: what waits for me, what I hold, what I asked for, what I could ask for, what I manage (words.md 6). */
export function homeView(home: Home, now: Date): HomeView {
  const { abilities, approvals, reviews, access, requests, packages, catalogs } = home;
  const blocks: KnownBlock[] = [
    header(`Hello, ${abilities.name}`),
    actions("home", buttonsOf(abilities)),
    smallPrint(`As of ${moment(now)} · \`/access help\` shows all that you can type`),
    ...(approvals.rows.length > 0
      ? listed("Waiting for your decision", approvals, awaitedLine, APPROVALS_ACTION.list)
      : []),
    ...(reviews.rows.length > 0 ? listed("Access reviews", reviews, reviewLine, REVIEW_ACTION.list) : []),
    ...listed("Your access", access, accessLine, MINE_ACTION.list, "You hold no access package yet."),
    ...(requests.rows.length > 0 ? listed("Your requests", requests, requestLine, MINE_ACTION.list) : []),
    ...listed(
      "Packages to request",
      packages,
      (found) => packageLine({ ...found, isRequestable: true }),
      FIND_ACTION.list,
      "There is no further access package that you can request.",
    ),
    ...(catalogs.rows.length > 0
      ? listed(
          "What you manage",
          catalogs,
          (row) => [catalogLine(row, abilities.isUserAdministrator)],
          CATALOG_ACTION.list,
        )
      : []),
  ];
  return { type: "home", blocks };
}

function buttonsOf({ mayCreatePackages, mayCreateCatalogs }: Abilities): Button[] {
  return [
    button("Request access", CARD_ACTION.request, { style: "primary" }),
    button("Find access packages", FIND_ACTION.list),
    ...(mayCreatePackages ? [button("New access package", WIZARD_ACTION.openFromButton)] : []),
    ...(mayCreateCatalogs ? [button("New catalog", CATALOG_ACTION.new)] : []),
  ];
}

/** A list under its heading, with the way to all of it. */
function listed<Row>(
  title: string,
  { rows, hasMore }: HomeList<Row>,
  lineOf: (row: Row) => KnownBlock[],
  all: string,
  whenEmpty = "",
): KnownBlock[] {
  if (rows.length === 0) return [header(title), context(whenEmpty)];
  const more = hasMore ? [actions(`more:${title}`, [button("Show more", all, { spoken: `Show more: ${title}` })])] : [];
  return [header(title), ...rows.flatMap((row) => lineOf(row)), ...more];
}
