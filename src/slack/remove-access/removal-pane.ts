import type { ModalView } from "@slack/types";
import type { RemovalForm } from "../../app/assignment/read-removal.ts";
import { lossPane } from "../kit/loss-pane.ts";
import type { Place } from "../refresh/place.ts";
import { CALLBACK } from "./ids.ts";

/** `Remove access`: whose, of what, and why. */
export function removalPane({ assignmentId, ...form }: RemovalForm, place: Place): ModalView {
  const pane = {
    callbackId: CALLBACK.pane,
    title: "Remove access",
    submit: "Remove",
    hint: "Whoever loses the access reads it.",
    isOptional: true,
  };
  return lossPane(pane, { id: assignmentId, ...form }, place);
}
