import { lengthOf } from "../../lib/text.ts";
import { blocksIn, repeatedIds, secondFocus, strayPresets } from "./rules.ts";
import { Message } from "./shape/surfaces.ts";
import { messageSizes } from "./sizes.ts";
import { shapeViolations, type Violation, violation } from "./violation.ts";

const TEXT = 4_000;
const MARKDOWN_TEXT = 12_000;
const ATTACHMENTS = 100;
const METADATA_BYTES = 16_000;

interface MessageParts {
  text?: unknown;
  markdown_text?: unknown;
  blocks?: unknown;
  attachments?: unknown;
  metadata?: unknown;
}

function countIn(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function textViolations({ text, markdown_text, blocks, attachments }: MessageParts): Violation[] {
  const hasText = typeof text === "string" && text.trim() !== "";
  const hasBlocks = countIn(blocks) + countIn(attachments) > 0;
  if (markdown_text !== undefined && (hasText || hasBlocks)) {
    return [
      violation(["markdown_text"], "markdown_text_conflict", "markdown_text stands alone, without text and blocks"),
    ];
  }
  if (hasText || markdown_text !== undefined) return [];
  // Screen readers and notifications read the text, not the blocks.
  if (hasBlocks) return [violation(["text"], "text_missing", "blocks need a text that says the same in words")];
  return [violation(["text"], "no_text", "a message needs text or blocks")];
}

function tooLong(field: string, value: unknown, limit: number): Violation[] {
  const actual = typeof value === "string" ? lengthOf(value) : 0;
  if (actual <= limit) return [];
  return [violation([field], "msg_too_long", `must be less than ${limit + 1} characters`, { limit, actual })];
}

function sizeViolations({ text, markdown_text, attachments, metadata }: MessageParts): Violation[] {
  const violations = [...tooLong("text", text, TEXT), ...tooLong("markdown_text", markdown_text, MARKDOWN_TEXT)];
  const actual = countIn(attachments);
  if (actual > ATTACHMENTS) {
    violations.push(
      violation(["attachments"], "too_many_attachments", "too many attachments", { limit: ATTACHMENTS, actual }),
    );
  }
  const bytes = Buffer.byteLength(JSON.stringify(metadata ?? {}));
  if (bytes > METADATA_BYTES) {
    violations.push(
      violation(["metadata"], "metadata_too_large", "metadata is too large", { limit: METADATA_BYTES, actual: bytes }),
    );
  }
  return violations;
}

/** Everything for which Slack would refuse this message, and a text that is missing beside blocks; empty when all is well. */
export function validateMessage(message: unknown): Violation[] {
  const parts: MessageParts = typeof message === "object" && message !== null ? message : {};
  const blocks = blocksIn(parts.blocks);
  return [
    ...shapeViolations(Message, message),
    ...textViolations(parts),
    ...sizeViolations(parts),
    ...messageSizes(parts.blocks),
    ...repeatedIds(blocks),
    ...secondFocus(blocks),
    ...strayPresets(blocks),
  ];
}
