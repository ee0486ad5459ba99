import type { AskedPerson } from "../../app/request/read-request-messages.ts";
import type { Message } from "../command/message.ts";
import { note } from "../kit/block.ts";
import { escape } from "../kit/text.ts";
import { mentions } from "./approver-card.ts";
import { namesInWords } from "./request-words.ts";

/** What is said below a card in a channel to those who are asked later: nobody is told of an edit (domain.md 6, N3). */
export function askedLaterNote(people: readonly AskedPerson[], because: "forwarded" | "rerouted"): Message {
  const why =
    because === "forwarded"
      ? "nobody has decided yet, so you are asked as well."
      : "whoever was asked first cannot decide any more, so you are asked instead.";
  const names = namesInWords(people.map(({ name }) => name));
  return { text: escape(`${names}: ${why}`), blocks: [note(`${mentions(people)}: ${why}`)] };
}
