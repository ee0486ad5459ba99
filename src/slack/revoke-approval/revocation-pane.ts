import type { ModalView } from "@slack/types";
import type { RevocationForm } from "../../app/request/read-revocation.ts";
import { lossPane } from "../kit/loss-pane.ts";
import type { Place } from "../refresh/place.ts";
import { CALLBACK } from "./ids.ts";

/** `Revoke approval`: whose access ends by it, and why. */
export function revocationPane({ requestId, ...form }: RevocationForm, place: Place): ModalView {
  const pane = {
    callbackId: CALLBACK.pane,
    title: "Revoke approval",
    submit: "Revoke",
    hint: "Whoever loses the access reads it, and so does whoever was asked.",
  };
  return lossPane(pane, { id: requestId, ...form }, place);
}
