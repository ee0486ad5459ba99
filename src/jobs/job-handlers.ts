import type { WebClient } from "@slack/web-api";
import { deliverAssignment } from "../app/assignment/deliver-assignment.ts";
import type { DeliveryDeps } from "../app/deps.ts";
import { noteGivenUp } from "../app/message/note-given-up.ts";
import { reachHolders } from "../app/assignment/reach-holders.ts";
import { evaluateAfter } from "../app/automatic/evaluate-automatic.ts";
import { handOnReviews } from "../app/review/hand-on-reviews.ts";
import { rerouteStranded } from "../app/request/reroute-requests.ts";
import { touchHomes } from "../app/person/keep-home.ts";
import { fileDoor } from "../slack/notify/file-door.ts";
import { Gate } from "../slack/notify/gate.ts";
import { homePublisher } from "../slack/notify/home-publisher.ts";
import { importNotices } from "../slack/notify/import-notices.ts";
import { listExporter } from "../slack/notify/list-exporter.ts";
import { messages } from "../slack/notify/messages.ts";
import { packageCardMessages } from "../slack/notify/package-card-messages.ts";
import { slackDoor } from "../slack/notify/slack-door.ts";
import type { JobHandlers } from "./catalog.ts";
import { postPackageCard } from "./post-package-card.ts";
import { showMessages } from "./show-messages.ts";

/** Every job's handler. A job without one does not compile. */
export function jobHandlers(deps: DeliveryDeps, client: WebClient): JobHandlers {
  const gate = new Gate(() => performance.now());
  const door = slackDoor(client, gate);
  const publishHome = homePublisher(deps, client, gate);
  const { showRequest, showAssignment, showDelegation, showReview, remind } = messages(deps, door);
  return {
    "packageCard.post": postPackageCard(packageCardMessages(deps, door)),
    "importNotice.post": { run: importNotices(deps, door), giveUp: async () => {} },
    "requestMessages.show": showMessages(deps, "requestMessages.show", ({ requestId }) => requestId, showRequest),
    "assignmentMessages.show": showMessages(
      deps,
      "assignmentMessages.show",
      ({ assignmentId }) => assignmentId,
      showAssignment,
    ),
    "delegationMessages.show": showMessages(
      deps,
      "delegationMessages.show",
      ({ delegationId }) => delegationId,
      showDelegation,
    ),
    "reviewMessages.show": {
      run: showReview,
      giveUp: ({ reviewId }, code) => noteGivenUp(deps, "reviewMessages.show", reviewId, code),
    },
    "reminder.post": showMessages(deps, "reminder.post", ({ reminderId }) => reminderId, remind),
    "list.export": listExporter(deps, fileDoor(client, gate), door),
    "assignment.deliver": { run: ({ assignmentId }) => deliverAssignment(deps, assignmentId), giveUp: async () => {} },
    "package.reachHolders": { run: ({ packageId }) => reachHolders(deps, packageId), giveUp: async () => {} },
    "automatic.evaluate": { run: ({ causeId }) => evaluateAfter(deps, causeId), giveUp: async () => {} },
    "approvals.reroute": { run: () => rerouteStranded(deps), giveUp: async () => {} },
    "reviews.handOn": { run: () => handOnReviews(deps), giveUp: async () => {} },
    "homes.touch": { run: (touched) => touchHomes(deps, touched), giveUp: async () => {} },
    "home.publish": { run: ({ personId }) => publishHome(personId), giveUp: async () => {} },
  };
}
