import type { DomainEvent } from "./event.ts";

/** A job that must follow from an event, by name, with ids only. */
export interface FollowUp {
  job: "packageCard.post";
  payload: Record<string, string>;
}

/** Which jobs follow from an event. Pure: the command stores them with the change itself. */
export function followUps(event: DomainEvent): FollowUp[] {
  if (event.type !== "package.shared") return [];
  const { channel, sharedBy, shareId } = event;
  return [{ job: "packageCard.post", payload: { packageId: event.target.id, channel, sharedBy, shareId } }];
}
