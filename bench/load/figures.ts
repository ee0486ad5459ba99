/** What is measured: each figure with the requests of one round. */
import { basicsView } from "../../src/slack/create-package/basics-view.ts";
import { ACTION, CALLBACK } from "../../src/slack/create-package/ids.ts";
import { encodeMetadata } from "../../src/slack/create-package/metadata.ts";
import { selectPane } from "../../src/slack/create-package/select-pane.ts";
import { modal } from "../../src/slack/kit/modal.ts";
import { DRAFT_DESCRIPTION, draftCatalog, draftName, draftOwner } from "../seed/drafts.ts";
import type { DraftStage } from "../seed/drafts.ts";
import { ASKERS, seedId, slackIdOf } from "../seed/people.ts";
import type { Asker } from "../seed/people.ts";
import type { SeedSize } from "../seed/size.ts";
import { catalogName, packageName, resourceName } from "../seed/words.ts";
import { commandBody, submissionBody, suggestionBody } from "./requests.ts";
import { searchTexts } from "./texts.ts";
import type { TextKind } from "./texts.ts";

/** A request, and the kind of its text where it searches. */
export interface Asked {
  body: string;
  kind?: TextKind;
  /** The same request for the baseline, which is told how many rows to answer with. */
  plain?: (rows: number) => string;
}

export interface Figure {
  name: string;
  /** At most so many times the baseline's time; null: no goal. */
  goal: number | null;
  /** What every right answer of the bot holds. */
  expects: string;
  /** Where the drafts must stand before each round; undefined: nothing is written. */
  stage?: DraftStage;
  requests: (count: number, size: SeedSize) => Asked[];
  /** How many rows the bot answers each request with, once it has been asked. */
  rows?: readonly number[];
}

const LOOK_UP_GOAL = 1.5;
const NEXT_GOAL = 2;

export const FIGURES: readonly Figure[] = [
  findFigure("administrator"),
  findFigure("requestor"),
  findFigure("outsider"),
  showFigure("administrator"),
  showFigure("requestor"),
  catalogFigure("administrator"),
  catalogFigure("owner"),
  resourceFigure("administrator"),
  resourceFigure("owner"),
  resourceFigure("manager"),
  {
    name: "Next",
    goal: NEXT_GOAL,
    expects: CALLBACK.resourceRoles,
    stage: "basics",
    requests: (count, { catalogs }) => drafts(count).map((d) => ({ body: nextBody(d, catalogs) })),
  },
  {
    name: "Create",
    goal: null,
    expects: CALLBACK.created,
    stage: "review",
    requests: (count) => drafts(count).map((d) => ({ body: createBody(d) })),
  },
];

function findFigure(asker: Asker): Figure {
  return {
    name: `find (${asker})`,
    goal: LOOK_UP_GOAL,
    expects: '"response_type":"ephemeral"',
    requests: (count) =>
      searchTexts(count, { names: 20_000, nameOf: packageName }).map(({ kind, text }) => ({
        kind,
        body: commandBody(slackIdOf(ASKERS[asker]), `find ${text}`),
        plain: (rows) => commandBody(slackIdOf(ASKERS[asker]), `find ${rows} ${text}`),
      })),
  };
}

/** By its exact name; one in five is a name that nothing has. */
function showFigure(asker: Asker): Figure {
  return {
    name: `show (${asker})`,
    goal: LOOK_UP_GOAL,
    expects: '"response_type":"ephemeral"',
    requests: (count, { packages }) =>
      drafts(count).map((i) => {
        const name = packageName((i * 6151) % packages);
        return {
          body: commandBody(slackIdOf(ASKERS[asker]), `show ${name}`),
          plain: (rows) => commandBody(slackIdOf(ASKERS[asker]), `show ${rows} ${name}`),
        };
      }),
  };
}

function catalogFigure(asker: Asker): Figure {
  const view = basicsView(seedId("draft", -ASKERS[asker]), 1, {
    name: "Mine",
    description: "Mine",
    catalog: null,
    mayCreateCatalog: true,
  });
  return {
    name: `catalog options (${asker})`,
    goal: LOOK_UP_GOAL,
    expects: '{"options":[',
    requests: (count) =>
      searchTexts(count, { names: 7_500, nameOf: catalogName, common: "catalog" }).map(({ kind, text }) => {
        const typed = (letters: string) =>
          suggestionBody(slackIdOf(ASKERS[asker]), {
            view,
            blockId: "catalog",
            actionId: `${ACTION.chooseCatalog}:1`,
            text: letters,
          });
        return { kind, body: typed(text), plain: (rows) => typed(`${rows} ${text}`) };
      }),
  };
}

function resourceFigure(asker: Asker): Figure {
  const metadata = { draftId: seedId("draft", -ASKERS[asker]), version: 1, type: "group" as const, onlySee: false };
  const view = selectPane(metadata, { narrowTo: asker === "manager" ? null : "A catalog", picked: [] });
  return {
    name: `resource options (${asker})`,
    goal: LOOK_UP_GOAL,
    expects: '{"options":[',
    requests: (count) =>
      searchTexts(count, { names: 100_000, nameOf: resourceName, common: "dashboard" }).map(({ kind, text }) => {
        const typed = (letters: string) =>
          suggestionBody(slackIdOf(ASKERS[asker]), {
            view,
            blockId: "resources",
            actionId: ACTION.chooseResources,
            text: letters,
          });
        return { kind, body: typed(text), plain: (rows) => typed(`${rows} ${text}`) };
      }),
  };
}

function drafts(count: number): number[] {
  return Array.from({ length: count }, (_, d) => d);
}

function nextBody(d: number, catalogs: number): string {
  const view = basicsView(seedId("draft", d), 1, { name: "", description: "", catalog: null, mayCreateCatalog: false });
  return submissionBody(slackIdOf(draftOwner(d)), view, {
    name: { value: { type: "plain_text_input", value: draftName(d) } },
    description: { value: { type: "plain_text_input", value: DRAFT_DESCRIPTION } },
    catalog: {
      [`${ACTION.chooseCatalog}:1`]: {
        type: "external_select",
        selected_option: { text: { type: "plain_text", text: "A catalog" }, value: draftCatalog(d, catalogs) },
      },
    },
  });
}

function createBody(d: number): string {
  const metadata = encodeMetadata({ draftId: seedId("draft", d), version: 1 });
  const view = modal({ callbackId: CALLBACK.review, title: "Review + create", submit: "Create", metadata, blocks: [] });
  return submissionBody(slackIdOf(draftOwner(d)), view, {});
}
