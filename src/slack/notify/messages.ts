import type { AppDeps } from "../../app/deps.ts";
import { readReviewsAbout } from "../../app/review/read-review-messages.ts";
import { doAll } from "../../app/message/do-all.ts";
import type { MessageDoor } from "../../app/message/message-door.ts";
import type { Message } from "../command/message.ts";
import { assignmentMessages } from "./assignment-messages.ts";
import { delegationMessages } from "./delegation-messages.ts";
import { requestMessages } from "./request-messages.ts";
import { reviewMessages } from "./review-messages.ts";
import type { ReviewersWanted } from "./review-messages.ts";

/**
 * All that is shown about requests and access. What a request to extend decides is shown with the access, and the other way
 * round; of access that ends, reviewers need not answer any more.
 */
export function messages(deps: AppDeps, door: MessageDoor<Message>) {
  const requests = requestMessages(deps, door);
  const assignments = assignmentMessages(deps, door);
  const reviews = reviewMessages(deps, door);
  const delegations = delegationMessages(deps, door);
  return {
    showRequest: async (requestId: string): Promise<void> => {
      const extended = await requests.show(requestId);
      if (extended !== null) await assignments.show(extended);
    },
    showAssignment: async (assignmentId: string): Promise<void> => {
      await doAll(await assignments.show(assignmentId), (requestId) => requests.show(requestId));
      await doAll(await readReviewsAbout(deps, assignmentId), (wanted) => reviews.show(wanted));
    },
    showReview: (wanted: ReviewersWanted) => reviews.show(wanted),
    showDelegation: async (delegationId: string): Promise<void> => {
      await doAll(await delegations.show(delegationId), (requestId) => requests.show(requestId));
    },
    remind: (reminderId: string) => requests.remind(reminderId),
  };
}
