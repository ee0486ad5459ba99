import type { KnownBlock } from "@slack/types";
import type { FoundPackage, Page, SearchCursor } from "../../app/package/find-packages.ts";
import { clip } from "../../lib/text.ts";
import type { Message } from "../command/message.ts";
import { ACTION as CARD_ACTION } from "../cards/ids.ts";
import { actions, button, context, paragraph } from "../kit/block.ts";
import { escape } from "../kit/text.ts";
import { ACTION } from "./ids.ts";

const LINE_MAX = 120;
const TEXT_MAX = 200;

/** Where the next page begins; it is carried by `More`, and the search asks again what the person may see. */
export interface NextPage {
  text: string;
  cursor: SearchCursor;
}

/** One page of a search. */
export function findMessage(text: string, { rows, next }: Page<FoundPackage>): Message {
  const title = text === "" ? "Access packages" : `Access packages for “${clip(text, TEXT_MAX)}”`;
  if (rows.length === 0) return nothingFound(text);
  const blocks: KnownBlock[] = [context(title), ...rows.flatMap((row) => packageLine(row))];
  if (next) {
    const value = JSON.stringify({ text: clip(text, TEXT_MAX), cursor: next } satisfies NextPage);
    blocks.push(actions("more", [button("More", ACTION.more, { value })]));
  }
  return { text: escape(title), blocks };
}

function nothingFound(text: string): Message {
  const answer =
    text === ""
      ? "There is no access package that you can see yet."
      : `No access package that you can see matches “${clip(text, TEXT_MAX)}”. Try fewer letters, or /access find for all.`;
  return { text: escape(answer), blocks: [paragraph(answer)] };
}

/** What the button beside a package does. */
export interface LineButton {
  label: string;
  action: string;
  /** What the button carries: the package's id where nothing else is said. */
  value?: (packageId: string) => string;
}

/** What a line says of a package. */
type ListedPackage = Pick<FoundPackage, "id" | "name" | "catalogName" | "description" | "isRequestable"> & {
  deletedAt?: Date;
};

const OPEN: LineButton = { label: "Open", action: ACTION.open };
const REQUEST: LineButton = { label: "Request", action: CARD_ACTION.request };

/** What a line says of something that is gone. */
export function deletedOn(deletedAt: Date): string {
  return `deleted on ${deletedAt.toISOString().slice(0, 10)}`;
}

/** A package with its catalog, one line of its description, and what this person can do; or the one button that is wanted. */
export function packageLine(found: ListedPackage, wanted?: LineButton): KnownBlock[] {
  const { id, name, catalogName, description, isRequestable, deletedAt } = found;
  const line = deletedAt ? deletedOn(deletedAt) : clip(description.split("\n", 1)[0] ?? "", LINE_MAX);
  const text = `${name}\n${catalogName} · ${line}`;
  const lineButton = ({ label, action, value = String }: LineButton) =>
    button(label, action, { value: value(id), spoken: `${label} ${name}` });
  if (wanted || !isRequestable) return [paragraph(text, lineButton(wanted ?? OPEN))];
  return [paragraph(text), actions(`package:${id}`, [lineButton(REQUEST), lineButton(OPEN)])];
}
