import type { z } from "zod";
import { lengthOf } from "../../lib/text.ts";
import { isKnownType } from "./known-types.ts";

/** One thing that Slack would refuse. */
export interface Violation {
  /** A JSON pointer into what was validated. */
  pointer: string;
  code: string;
  limit?: number;
  actual?: number;
  message: string;
}

/** Where and what, for a rule that spans more than one field. */
export function violation(
  path: PropertyKey[],
  code: string,
  message: string,
  sizes: { limit?: number; actual?: number } = {},
): Violation {
  return { pointer: pointerTo(path), code, message, ...sizes };
}

function pointerTo(path: PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function sizeOf(input: unknown): number {
  if (typeof input === "string") return lengthOf(input);
  return Array.isArray(input) ? input.length : Number(input);
}

function tooBig(path: PropertyKey[], origin: string, limit: number, input: unknown): Violation {
  const sizes = { limit, actual: sizeOf(input) };
  if (origin === "string") return violation(path, "too_long", `must be less than ${limit + 1} characters`, sizes);
  if (origin === "array") return violation(path, "too_many", `no more than ${limit} items allowed`, sizes);
  return violation(path, "too_large", `must be no more than ${limit}`, sizes);
}

function tooSmall(path: PropertyKey[], origin: string, limit: number, input: unknown): Violation {
  const sizes = { limit, actual: sizeOf(input) };
  if (origin === "string") return violation(path, "too_short", `must be more than ${limit - 1} characters`, sizes);
  if (origin === "array") return violation(path, "too_few", `must have at least ${limit} items`, sizes);
  return violation(path, "too_small", `must be at least ${limit}`, sizes);
}

function unknownType(path: PropertyKey[], input: unknown): Violation {
  const type = (input as { type?: unknown } | null)?.type;
  if (type === undefined) return violation(path, "missing", "missing required field: type");
  if (isKnownType(type)) return violation(path, "not_allowed_here", `type "${type}" is not allowed here`);
  return violation(path, "unknown_type", `unsupported type: ${JSON.stringify(type)}`);
}

/** What one complaint of zod's means in Slack's words. */
export function violationsIn(issue: z.core.$ZodIssue): Violation[] {
  const { path, input } = issue;
  switch (issue.code) {
    case "too_big":
      return [tooBig(path, issue.origin, Number(issue.maximum), input)];
    case "too_small":
      return [tooSmall(path, issue.origin, Number(issue.minimum), input)];
    case "unrecognized_keys":
      return issue.keys.map((key) => violation([...path, key], "unknown_key", `unknown field: ${key}`));
    case "invalid_union":
      return [unknownType(path, input)];
    case "invalid_type":
      if (input !== undefined) return [violation(path, "wrong_type", `must provide a ${issue.expected}`)];
      return [violation(path, "missing", `missing required field: ${String(path.at(-1))}`)];
    case "invalid_value":
      if (input === undefined) return [violation(path, "missing", `missing required field: ${String(path.at(-1))}`)];
      return [violation(path, "bad_value", `must be one of: ${issue.values.map(String).join(", ")}`)];
    case "custom":
      return [violation(path, String(issue.params?.["code"] ?? "bad_value"), issue.message)];
    default:
      return [violation(path, "bad_format", issue.message)];
  }
}

/** Everything in which the value differs from the shape. */
export function shapeViolations(shape: z.ZodType, value: unknown): Violation[] {
  const result = shape.safeParse(value, { reportInput: true });
  return result.success ? [] : result.error.issues.flatMap(violationsIn);
}
