/** What is on the screen, in plain text. */
import type { KnownBlock } from "@slack/types";
import type { SandboxMessage, SandboxView, Screen } from "../contract.ts";
import { placedElements } from "../view/elements.ts";
import { valueIn } from "../view/values.ts";
import { plainWords } from "./plain-words.ts";
import { type Field, fieldsOn, messageSurface, pressablesOn, type Surface, viewSurface } from "./surfaces.ts";

function shown(value: unknown, screen: Screen): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map((one) => shown(one, screen)).join(", ");
  if (typeof value === "object") {
    const { text } = value as { text?: { text: string } };
    return text?.text ?? textsIn(value).join(" ");
  }
  const known = [...screen.people, ...screen.conversations].find(({ id }) => id === value);
  return known?.name ?? (typeof value === "string" ? value : JSON.stringify(value));
}

function fieldLine({ label, state, error }: Field, screen: Screen): string {
  return `${label}: ${shown(valueIn(state), screen)}${error ? ` (!) ${error}` : ""}`;
}

/** Every text within something that is none of the common blocks. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) =>
    key === "text" && typeof field === "string" ? [field] : textsIn(field),
  );
}

/** A text object as it reads: only `mrkdwn` has markup, plain text stands as it is. */
function read({ type, text }: { type: string; text: string }, people: Screen["people"]): string {
  return type === "mrkdwn" ? plainWords(text, people) : text;
}

function proseOf(block: KnownBlock, people: Screen["people"]): string[] {
  switch (block.type) {
    case "section":
      return [block.text, ...(block.fields ?? [])].flatMap((text) => (text ? [read(text, people)] : []));
    case "header":
      return [block.text.text];
    case "alert":
      return [`(${block.level ?? "note"}) ${read(block.text, people)}`];
    case "context":
      return [block.elements.map((one) => (one.type === "image" ? one.alt_text : read(one, people))).join(" ")];
    case "image":
      return [`(image) ${block.alt_text}`];
    case "divider":
      return ["---"];
    case "table":
      return block.rows.map((row) => row.map((cell) => textsIn(cell).join(" ")).join(" · "));
    case "actions":
    case "input":
      return [];
    default:
      return [textsIn(block).join(" ")];
  }
}

function hintOf(block: KnownBlock): string[] {
  return block.type === "input" && block.hint ? [`  ${block.hint.text}`] : [];
}

/** One surface, block by block: prose, fields with their values and errors, buttons in brackets. */
export function surfaceLines(surface: Surface, screen: Screen): string[] {
  const fields = fieldsOn(surface);
  const pressables = pressablesOn(surface);
  return surface.blocks.flatMap((block) => {
    const here = new Set(placedElements([block]).map(({ actionId }) => actionId));
    const isHere = ({ at }: { at: { blockId: string; actionId: string } }) =>
      at.blockId === block.block_id && here.has(at.actionId);
    const buttons = pressables.filter(isHere).map(({ label }) => `[${label}]`);
    return [
      ...proseOf(block, screen.people),
      ...fields.filter(isHere).map((field) => fieldLine(field, screen)),
      ...hintOf(block),
      ...(buttons.length > 0 ? [buttons.join(" ")] : []),
    ];
  });
}

/** A modal with its title and its buttons at the foot, or a Home tab. */
export function viewTranscript(shownView: SandboxView, screen: Screen): string {
  const { view } = shownView;
  const lines = surfaceLines(viewSurface(screen, shownView), screen);
  if (view.type !== "modal") return ["== Home ==", ...lines].join("\n");
  const foot = [view.submit, view.close].flatMap((text) => (text ? [`[${text.text}]`] : []));
  return [`== ${view.title.text} ==`, ...lines, ...(foot.length > 0 ? [foot.join(" ")] : [])].join("\n");
}

/** A message with its author; the text stands where there are no blocks. */
export function messageTranscript(conversation: string, message: SandboxMessage, screen: Screen): string {
  const where = screen.conversations.find(({ id }) => id === conversation)?.name ?? conversation;
  const marks = [
    message.ephemeral ? "only visible to you" : "",
    message.edited ? "edited" : "",
    message.isReply ? "in a thread" : "",
  ].filter((mark) => mark !== "");
  const head = `${message.authorName} in ${where}${marks.length > 0 ? ` (${marks.join(", ")})` : ""}:`;
  const blocks = surfaceLines(messageSurface(screen, conversation, message), screen);
  return [head, ...(blocks.length > 0 ? blocks : [plainWords(message.text, screen.people)])].join("\n");
}
