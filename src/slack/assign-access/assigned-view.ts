import type { ModalView } from "@slack/types";
import type { AssignedPerson } from "../../app/assignment/assign-access.ts";
import { namesInWords } from "../cards/request-words.ts";
import { context, paragraph } from "../kit/block.ts";
import { modal } from "../kit/modal.ts";
import { CALLBACK } from "./ids.ts";

const NAMES_SHOWN = 20;

/** What an assignment ends with: who gets the access at once, and for whom something has to happen first. */
export function assignedView(assigned: readonly AssignedPerson[]): ModalView {
  const waiting = assigned.filter(({ state }) => state === "pendingApproval");
  const scheduled = assigned.filter(({ state }) => state === "scheduled");
  const delivering = assigned.filter((each) => !waiting.includes(each) && !scheduled.includes(each));
  return modal({
    callbackId: CALLBACK.assigned,
    title: "Access assigned",
    close: "Close",
    blocks: [
      ...group("Being set up for", delivering),
      ...group("Begins at the start date for", scheduled),
      ...group("Waits for approval, which the policy requires, for", waiting),
      context("Everybody gets a direct message once they have the access. /access who shows how it stands."),
    ],
  });
}

function group(words: string, people: readonly AssignedPerson[]) {
  if (people.length === 0) return [];
  return [
    paragraph(
      `${words} ${namesInWords(
        people.map(({ name }) => name),
        NAMES_SHOWN,
      )}.`,
    ),
  ];
}
