/** What the buttons on cards, lists and the Home tab do. A button carries ids only; who clicked is asked for every right. */
export const ACTION = {
  approve: "decide.approve",
  deny: "decide.deny",
  details: "decide.details",
  request: "request-access.open",
  cancel: "request-access.cancel",
  resubmit: "request-access.resubmit",
  extend: "extend-access.open",
  giveUp: "give-up-access.press",
  remove: "remove-access.open",
  reroute: "reroute.open",
  reprocess: "delivery.reprocess",
  cancelDelivery: "delivery.cancel",
} as const;

/** What `Approve` and `Deny` are about: one stage of one request. */
export interface StageReference {
  requestId: string;
  /** Counted from 0. */
  stage: number;
}

/** The value of a button that decides. */
export function encodeStage({ requestId, stage }: StageReference): string {
  return `${requestId}:${stage}`;
}

export function decodeStage(value: string): StageReference {
  const [requestId = "", stage = ""] = value.split(":");
  return { requestId, stage: Number(stage) };
}
