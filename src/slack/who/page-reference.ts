import type { MomentCursor } from "../../app/request/list-approvals.ts";

/** A page of a list of `/access who`: of which package or person, and after what it begins. */
export function pageReference(subject: string, after: string | null): string {
  return `${subject}/${after ?? ""}`;
}

/** The place in a list by time after which a page begins. */
export function momentReference(after: MomentCursor | null): string | null {
  return after && `${after.at.getTime()}.${after.id}`;
}
