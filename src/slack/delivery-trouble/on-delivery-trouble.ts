import type { App } from "@slack/bolt";
import { reprocessAssignment } from "../../app/assignment/reprocess-assignment.ts";
import { cancelRequest } from "../../app/request/cancel-request.ts";
import { ACTION } from "../cards/ids.ts";
import type { SlackDeps } from "../deps.ts";
import { onPress } from "../refresh/on-press.ts";

/** Listens to what staff do about a delivery that failed: `Reprocess` and `Cancel request` (D2, D4). */
export function listenToDeliveryTrouble(app: App, deps: SlackDeps): void {
  onPress(app, deps, ACTION.reprocess, (user, assignmentId) => reprocessAssignment(deps, user, { assignmentId }));
  onPress(app, deps, ACTION.cancelDelivery, (user, requestId) => cancelRequest(deps, user, { requestId }));
}
