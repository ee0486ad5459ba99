/** What Slack's own client checks before it sends a submission to the app. */
import { lengthOf } from "../../lib/text.ts";
import type { ElementState } from "../contract.ts";
import { type BlockElement, placedElements } from "./elements.ts";
import { valueIn } from "./values.ts";
import { blocksOf, type OpenView } from "./views.ts";

const REQUIRED = "Please complete this required field.";
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u;

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

function numberError(element: BlockElement & { type: "number_input" }, text: string): string | undefined {
  const pattern = element.is_decimal_allowed ? /^-?\d+(\.\d+)?$/u : /^-?\d+$/u;
  if (!pattern.test(text))
    return element.is_decimal_allowed ? "Please enter a number." : "Please enter a whole number.";
  if (element.min_value !== undefined && Number(text) < Number(element.min_value)) {
    return `Please enter a number that's ${element.min_value} or more.`;
  }
  if (element.max_value !== undefined && Number(text) > Number(element.max_value)) {
    return `Please enter a number that's ${element.max_value} or less.`;
  }
  return undefined;
}

function lengthError(element: BlockElement & { type: "plain_text_input" }, text: string): string | undefined {
  const length = lengthOf(text);
  if (element.min_length !== undefined && length < element.min_length) {
    return `Please enter at least ${element.min_length} characters.`;
  }
  if (element.max_length !== undefined && length > element.max_length) {
    return `Please enter no more than ${element.max_length} characters.`;
  }
  return undefined;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:/u.test(text);
}

function errorIn(element: BlockElement, value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  switch (element.type) {
    case "number_input":
      return numberError(element, value);
    case "plain_text_input":
      return lengthError(element, value);
    case "email_text_input":
      return EMAIL.test(value) ? undefined : "Please enter a valid email address.";
    case "url_text_input":
      return isWebAddress(value) ? undefined : "Please enter a valid URL, like https://example.com.";
    default:
      return undefined;
  }
}

/** What keeps the view from being submitted, by block id; empty when nothing does. */
export function submissionErrors(open: OpenView): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { block, blockId, actionId, element } of placedElements(blocksOf(open))) {
    if (block.type !== "input") continue;
    const state: ElementState | undefined = open.values[blockId]?.[actionId];
    const value = state && valueIn(state);
    const error = isEmpty(value) ? (block.optional ? undefined : REQUIRED) : errorIn(element, value);
    if (error) errors[blockId] = error;
  }
  return errors;
}
