import { z } from "zod";
import { HISTORY_SHOWS } from "../../app/history/read-history.ts";
import type { HistoryQuestion, HistorySubject } from "../../app/history/read-history.ts";

const Parts = z.tuple([
  z.enum(["package", "catalog", "request", "person"]),
  z.string(),
  z.enum(HISTORY_SHOWS),
  z.union([z.literal("").transform(() => null), z.coerce.number().int()]),
]);

/** The question as a button or an option carries it. */
export function writeQuestion({ subject, show, beforeId }: HistoryQuestion): string {
  return [subject.kind, subject.id, show, beforeId ?? ""].join("/");
}

/** The question that a button or an option carries. */
export function readQuestion(value: string): HistoryQuestion {
  const [kind, id, show, beforeId] = Parts.parse(value.split("/"));
  return { subject: { kind, id }, show, beforeId };
}

/** The first page of a whole history. */
export function wholeHistory(subject: HistorySubject): HistoryQuestion {
  return { subject, show: "all", beforeId: null };
}
