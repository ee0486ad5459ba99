import { evaluateSome } from "../automatic/evaluate-automatic.ts";
import { clearDrafts, clearOutbox } from "./clear-away.ts";
import { evaluateAgain } from "./evaluate-again.ts";
import { closeReviews } from "./close-reviews.ts";
import { endDueAssignments } from "./end-due-assignments.ts";
import { expireStages } from "./expire-stages.ts";
import { forwardStages } from "./forward-stages.ts";
import { openReviews } from "./open-reviews.ts";
import { promptHolders } from "./prompt-holders.ts";
import { remindApprovers } from "./remind-approvers.ts";
import { remindReviewers } from "./remind-reviewers.ts";
import { retryDeliveries } from "./retry-deliveries.ts";
import { startScheduled } from "./start-scheduled.ts";
import type { Sweep } from "./sweep.ts";

/** Everything that happens by time alone. */
export const SWEEPS: Readonly<Record<string, Sweep>> = {
  expireStages: (deps) => expireStages(deps),
  forwardStages: (deps) => forwardStages(deps),
  remindApprovers: (deps) => remindApprovers(deps),
  startScheduled: (deps) => startScheduled(deps),
  // Before access is ended: who matches a rule again by now keeps it.
  evaluateRules: (deps) => evaluateSome(deps),
  endDueAssignments: (deps) => endDueAssignments(deps),
  promptHolders: (deps) => promptHolders(deps),
  // Before others open: two of the same policy are never open at once.
  closeReviews: (deps) => closeReviews(deps),
  openReviews: (deps) => openReviews(deps),
  remindReviewers: (deps) => remindReviewers(deps),
  retryDeliveries: (deps) => retryDeliveries(deps),
};

/** What clears away that nobody needs any more, and looks again at what may have been missed. It is no deadline, so time travel does not stop at it. */
export const HOUSEKEEPING: Readonly<Record<string, Sweep>> = {
  clearOutbox: (deps) => clearOutbox(deps),
  clearDrafts: (deps) => clearDrafts(deps),
  evaluateAgain: (deps) => evaluateAgain(deps),
};
