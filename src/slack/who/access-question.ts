import { z } from "zod";
import type { AccessQuestion } from "../../app/assignment/read-access.ts";

const Parts = z.tuple([z.enum(["package", "resource", "person"]), z.string(), z.coerce.number().int(), z.string()]);

/** The question as a button carries it. */
export function writeQuestion({ subject, on, from }: AccessQuestion): string {
  return [subject.kind, subject.id, from, on ?? ""].join("/");
}

/** The question that a button carries. */
export function readQuestion(value: string): AccessQuestion {
  const [kind, id, from, on] = Parts.parse(value.split("/"));
  return { subject: { kind, id }, from, on: on === "" ? null : on };
}
