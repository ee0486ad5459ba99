import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { findCatalogByName, readCatalog } from "../../app/catalog/read-catalog.ts";
import { listCatalogs } from "../../app/catalog/list-catalogs.ts";
import { findPackages } from "../../app/package/find-packages.ts";
import { findPackageByName } from "../../app/package/show-package.ts";
import { listMine } from "../../app/person/list-mine.ts";
import { readAbilities } from "../../app/person/read-abilities.ts";
import { listApprovals } from "../../app/request/list-approvals.ts";
import { listReviews } from "../../app/review/list-reviews.ts";
import { approvalsMessage } from "../approvals/approvals-message.ts";
import { assignAnswer } from "../assign-access/on-assign.ts";
import { catalogChoices, CATALOGS_PAGE, catalogsMessage } from "../catalog/catalogs-message.ts";
import { manageCatalogView } from "../catalog/manage-catalog-view.ts";
import { openNewCatalog } from "../catalog/on-new-catalog.ts";
import { delegateAnswer } from "../delegate/on-delegate.ts";
import { openingView } from "../create-package/open-wizard.ts";
import type { SlackDeps } from "../deps.ts";
import { explainAnswer } from "../explain/on-explain.ts";
import { findMessage } from "../find-packages/find-message.ts";
import { historyAnswer } from "../history/on-history.ts";
import { explain } from "../kit/answer.ts";
import { attempt } from "../kit/attempt.ts";
import { paragraph } from "../kit/block.ts";
import { inTime } from "../kit/in-time.ts";
import { escape } from "../kit/text.ts";
import { manageByName } from "../manage-package/on-manage.ts";
import { mineMessage } from "../mine/mine-message.ts";
import { reportAnswer } from "../report/on-report.ts";
import { reviewsMessage } from "../review/reviews-message.ts";
import { requestByName } from "../request-access/open-request.ts";
import { packageAnswer } from "../show-package/on-show.ts";
import { whoAnswer } from "../who/on-who.ts";
import { helpMessage } from "./help-message.ts";
import { ephemeral } from "./message.ts";
import type { Message } from "./message.ts";
import { parseCommand } from "./parse-command.ts";

/** What a sub-command answers: a message, or a modal that opens. */
type Answer = Message | ModalView;

const ANSWERS: Readonly<Record<string, (deps: SlackDeps, slackUserId: string, rest: string) => Promise<Answer>>> = {
  help: async (deps, user) => helpMessage(await readAbilities(deps, user)),
  new: (deps, user) => openingView(deps, user),
  find: async (deps, user, rest) => findMessage(rest, await findPackages(deps, user, rest)),
  show: async (deps, user, rest) =>
    rest === ""
      ? findMessage("", await findPackages(deps, user, ""))
      : packageAnswer(rest, await findPackageByName(deps, user, rest)),
  request: (deps, user, rest) => requestByName(deps, user, rest),
  mine: async (deps, user) => mineMessage(await listMine(deps, user)),
  approvals: async (deps, user) => approvalsMessage(await listApprovals(deps, user)),
  reviews: async (deps, user) => reviewsMessage(await listReviews(deps, user)),
  catalogs: async (deps, user) => catalogsMessage(await listCatalogs(deps, user, CATALOGS_PAGE)),
  catalog: async (deps, user, rest) => {
    if (rest === "") return catalogsMessage(await listCatalogs(deps, user, CATALOGS_PAGE));
    if (rest.toLowerCase() === "new") return openNewCatalog(deps, user);
    const found = await findCatalogByName(deps, user, rest);
    return "id" in found
      ? manageCatalogView(await readCatalog(deps, user, found.id))
      : catalogChoices(rest, found.choices);
  },
  delegate: delegateAnswer,
  assign: assignAnswer,
  package: manageByName,
  explain: explainAnswer,
  who: whoAnswer,
  history: historyAnswer,
  report: (deps, user) => reportAnswer(deps, user),
};

/** Listens to `/access`. */
export function listenToCommand(app: App, deps: SlackDeps): void {
  app.command("/access", async ({ ack, body, client }) => {
    const { verb, rest } = parseCommand(body.text);
    const user = body.user_id;
    try {
      const answering = Object.hasOwn(ANSWERS, verb) ? ANSWERS[verb] : undefined;
      const answer = await inTime(() =>
        attempt(deps, [user], () =>
          answering
            ? answering(deps, user, rest)
            : readAbilities(deps, user).then((abilities) => helpMessage(abilities, verb)),
        ),
      );
      if ("type" in answer) {
        await client.views.open({ trigger_id: body.trigger_id, view: answer });
        await ack();
      } else await ack(ephemeral(answer));
    } catch (error) {
      const { sentence } = explain(error, deps.log);
      await ack(ephemeral({ text: escape(sentence), blocks: [paragraph(sentence)] }));
    }
  });
}
