import type { AskedPerson } from "../../app/request/read-request-messages.ts";
import type { Message } from "../command/message.ts";
import { note } from "../kit/block.ts";
import { escape } from "../kit/text.ts";
import { mentions } from "./approver-card.ts";
import { namesInWords } from "./request-words.ts";

/** Why somebody is asked later than the stage began. */
export type LaterBecause = "forwarded" | "instead" | "rerouted";

const WHY: Readonly<Record<LaterBecause, string>> = {
  forwarded: "nobody has decided yet, so you are asked as well.",
  instead: "whoever was asked first cannot decide any more, so you are asked instead.",
  rerouted: "the catalog's staff have handed this request on, so you are asked instead.",
};

/** What is said below a card in a channel to those who are asked later: nobody is told of an edit (domain.md 6, N3). */
export function askedLaterNote(people: readonly AskedPerson[], because: LaterBecause): Message {
  const names = namesInWords(people.map(({ name }) => name));
  const why = WHY[because];
  return { text: escape(`${names}: ${why}`), blocks: [note(`${mentions(people)}: ${why}`)] };
}
