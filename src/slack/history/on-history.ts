import type { App, BlockAction, ButtonAction, StaticSelectAction } from "@slack/bolt";
import { findCatalogEverByName } from "../../app/catalog/read-catalog.ts";
import { exportHistory } from "../../app/export/export-list.ts";
import { readHistory } from "../../app/history/read-history.ts";
import type { HistoryQuestion, HistorySubject } from "../../app/history/read-history.ts";
import { nameEverPackage } from "../../app/package/name-package.ts";
import { CATALOG_NAME_MAX } from "../../domain/catalog/catalog.ts";
import { clip } from "../../lib/text.ts";
import { ephemeral } from "../command/message.ts";
import type { Message } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import { EXPORT_BEGUN } from "../export/export-button.ts";
import { deletedOn } from "../find-packages/find-message.ts";
import { packageChoices } from "../find-packages/package-choices.ts";
import { answerClick } from "../kit/answer-click.ts";
import { attempt } from "../kit/attempt.ts";
import { button, note, paragraph } from "../kit/block.ts";
import { escape } from "../kit/text.ts";
import { historyMessage } from "./history-message.ts";
import { readQuestion, wholeHistory, writeQuestion } from "./history-question.ts";
import { ACTION } from "./ids.ts";

const HOW =
  "Name an access package, a catalog or a person: `/access history PACKAGE`, `/access history catalog NAME`, or `/access history @PERSON`. That of a request is in its details.";
const LABEL = "History";

/** Answers `/access history`: who did what when to what is named. */
export async function historyAnswer(deps: SlackDeps, slackUserId: string, rest: string): Promise<Message> {
  if (rest === "") return { text: HOW, blocks: [note(HOW)] };
  const person = /^<@([A-Z0-9]+)(?:\|[^>]*)?>$/.exec(rest)?.[1];
  if (person !== undefined)
    return attempt(deps, [person], () => pageFor(deps, slackUserId, wholeHistory({ kind: "person", id: person })));
  const catalog = /^catalog\s+(\S[\s\S]*)$/i.exec(rest)?.[1];
  if (catalog !== undefined) return catalogAnswer(deps, slackUserId, catalog);
  const named = await nameEverPackage(deps, slackUserId, rest, "package.view");
  if (named.kind === "one") return pageFor(deps, slackUserId, wholeHistory({ kind: "package", id: named.found.id }));
  if (named.choices.length === 0 && rest.toLowerCase() === "catalog") return { text: HOW, blocks: [note(HOW)] };
  return packageChoices(rest, named, {
    label: LABEL,
    action: ACTION.open,
    value: (id) => wholeOf({ kind: "package", id }),
  });
}

async function catalogAnswer(deps: SlackDeps, slackUserId: string, name: string): Promise<Message> {
  const found = await findCatalogEverByName(deps, slackUserId, name);
  if ("id" in found) return pageFor(deps, slackUserId, wholeHistory({ kind: "catalog", id: found.id }));
  const named = `“${clip(name, CATALOG_NAME_MAX)}”`;
  const text =
    found.choices.length === 0
      ? `There is no catalog named ${named} in which you hold a role. /access catalogs lists yours.`
      : found.choices.every(({ deletedAt }) => deletedAt)
        ? `Several catalogs named ${named} were deleted. Which one do you mean?`
        : `No catalog is named exactly ${named}. Do you mean one of these?`;
  const lines = found.choices.map((choice) =>
    paragraph(
      [choice.name, ...(choice.deletedAt ? [deletedOn(choice.deletedAt)] : [])].join("\n"),
      button(LABEL, ACTION.open, {
        value: wholeOf({ kind: "catalog", id: choice.id }),
        spoken: `${LABEL} ${choice.name}`,
      }),
    ),
  );
  return { text: escape(text), blocks: [paragraph(text), ...lines] };
}

function wholeOf(subject: HistorySubject): string {
  return writeQuestion(wholeHistory(subject));
}

async function pageFor(deps: SlackDeps, slackUserId: string, question: HistoryQuestion): Promise<Message> {
  return historyMessage(await readHistory(deps, slackUserId, question));
}

/** Listens to the choice of what a history is of, to what is shown of it, and to `More`. */
export function listenToHistory(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.open, (click) =>
    answerClick(click, deps.log, async () =>
      ephemeral(await pageFor(deps, click.body.user.id, readQuestion(click.action.value ?? ""))),
    ),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.more, (click) =>
    answerClick(click, deps.log, async () => ({
      ...ephemeral(await pageFor(deps, click.body.user.id, readQuestion(click.action.value ?? ""))),
      replace_original: true,
    })),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.exportHistory, (click) =>
    answerClick(click, deps.log, async () => {
      await exportHistory(deps, click.body.user.id, readQuestion(click.action.value ?? ""));
      return ephemeral(EXPORT_BEGUN);
    }),
  );
  app.action<BlockAction<StaticSelectAction>>(ACTION.show, (click) =>
    answerClick(click, deps.log, async () => ({
      ...ephemeral(await pageFor(deps, click.body.user.id, readQuestion(click.action.selected_option.value))),
      replace_original: true,
    })),
  );
}
