import { z } from "zod";
import type { MomentCursor } from "../../app/request/list-approvals.ts";

/** A page of a list of `/access who`: of which package or person, and after what it begins. */
export function pageReference(subject: string, after: string | null): string {
  return `${subject}/${after ?? ""}`;
}

/** The place in a list by time after which a page begins. */
export function momentReference(after: MomentCursor | null): string | null {
  return after && `${after.at.getTime()}.${after.id}`;
}

/** Of what a page is, and after which moment it begins; the inverse of the two above. */
export function readPageReference(of: string): { subject: string; after: MomentCursor | null } {
  const [subject = "", after = ""] = of.split("/");
  return { subject, after: readMoment(after) };
}

const Moment = z.tuple([z.coerce.number(), z.uuid()]);

export function readMoment(text: string): MomentCursor | null {
  if (text === "") return null;
  const [milliseconds, id] = Moment.parse(text.split("."));
  return { at: new Date(milliseconds), id };
}
