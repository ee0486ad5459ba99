import type { KnownBlock, ModalView } from "@slack/types";
import type { SubmittedState } from "../../app/request/submitted-state.ts";
import { namesInWords } from "../cards/request-words.ts";
import { context, header, paragraph, smallPrint } from "../kit/block.ts";
import { modal } from "../kit/modal.ts";
import { moment } from "../kit/moment.ts";
import { CALLBACK } from "./ids.ts";

/** What a request ends with: who is asked, and what happens next. */
export function submittedView(submitted: Omit<SubmittedState, "requestId">): ModalView {
  return modal({
    callbackId: CALLBACK.submitted,
    title: submitted.state === "delivered" ? "Access extended" : "Request submitted",
    close: "Close",
    blocks: [
      header(`${submitted.packageName}${submitted.reportName === null ? "" : ` for ${submitted.reportName}`}`),
      ...whatHappensNext(submitted),
      context("A direct message keeps you informed. /access mine shows all of your requests."),
    ],
  });
}

function whatHappensNext({ state, asked, dueAt, startsAt, endsAt }: Omit<SubmittedState, "requestId">): KnownBlock[] {
  switch (state) {
    case "pendingApproval":
      return [
        paragraph(`Your request waits for approval. Asked: ${asked.length > 0 ? namesInWords(asked) : "nobody yet"}.`),
        ...(dueAt ? [smallPrint(`The decision is due by ${moment(dueAt)}.`)] : []),
      ];
    case "scheduled":
      return [
        paragraph("Your request is approved, and access waits for its start."),
        ...(startsAt ? [smallPrint(`Access begins on ${moment(startsAt)}.`)] : []),
      ];
    case "delivered":
      return [
        paragraph("Your access is extended, as no approval is needed."),
        ...(endsAt ? [smallPrint(`It ends ${moment(endsAt)}.`)] : []),
      ];
    default:
      return [paragraph("Your request is approved, as no approval is needed. Access is being delivered.")];
  }
}
