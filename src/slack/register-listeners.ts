import type { App } from "@slack/bolt";
import { listenToApprovals } from "./approvals/on-approvals.ts";
import { listenToAssigning } from "./assign-access/on-assign.ts";
import { listenToCatalogs } from "./catalog/on-catalog.ts";
import { listenToCommand } from "./command/on-command.ts";
import { listenToActions } from "./create-package/on-action.ts";
import { listenToOpening } from "./create-package/on-open.ts";
import { listenToSuggestions } from "./create-package/on-options.ts";
import { listenToSubmissions } from "./create-package/on-submission.ts";
import { listenToDecisions } from "./decide/on-decide.ts";
import { listenToDeliveryTrouble } from "./delivery-trouble/on-delivery-trouble.ts";
import { listenToDetails } from "./decide/on-details.ts";
import type { SlackDeps } from "./deps.ts";
import { listenToExtensions } from "./extend-access/on-extend.ts";
import { listenToFindPackages } from "./find-packages/on-more.ts";
import { listenToHistory } from "./history/on-history.ts";
import { listenToHome } from "./home/on-home.ts";
import { listenToMine } from "./mine/on-mine.ts";
import { listenToPeople } from "./people/on-people.ts";
import { listenToRequests } from "./request-access/on-request.ts";
import { listenToShare } from "./share-package/on-share.ts";
import { listenToShowPackage } from "./show-package/on-show.ts";
import { listenToWho } from "./who/on-who.ts";

/** Registers every workflow's listeners, each once. */
export function registerListeners(app: App, deps: SlackDeps): void {
  listenToCommand(app, deps);
  listenToOpening(app, deps);
  listenToSubmissions(app, deps);
  listenToActions(app, deps);
  listenToSuggestions(app, deps);
  listenToFindPackages(app, deps);
  listenToShowPackage(app, deps);
  listenToRequests(app, deps);
  listenToDecisions(app, deps);
  listenToDetails(app, deps);
  listenToDeliveryTrouble(app, deps);
  listenToApprovals(app, deps);
  listenToMine(app, deps);
  listenToExtensions(app, deps);
  listenToCatalogs(app, deps);
  listenToShare(app, deps);
  listenToHome(app, deps);
  listenToPeople(app, deps);
  listenToAssigning(app, deps);
  listenToWho(app, deps);
  listenToHistory(app, deps);
}
