/** Reads a YAML file that a person wrote, and says what is wrong with it line by line. */
import { readFile } from "node:fs/promises";
import { loadAll, YAMLException } from "js-yaml";
import type { z } from "zod";
import { fieldName } from "../../lib/field-path.ts";
import { FileFault } from "../../lib/file-problem.ts";
import type { FileProblem } from "../../lib/file-problem.ts";
import { fieldLines } from "./field-lines.ts";

/** The file's text; throws a FileFault where it cannot be read, or is not UTF-8. */
export async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new FileFault([`${path}: cannot be read (${error instanceof Error ? error.message : String(error)})`]);
  });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw new FileFault([`${path}: is not UTF-8 text`]);
    throw error;
  }
}

/** What the text says, unchecked; an empty text says nothing. Throws a FileFault where it is not YAML. */
export function readYaml(text: string, fileName: string): unknown {
  try {
    const documents = loadAll(text);
    if (documents.length > 1) throw new FileFault([`${fileName}: holds more than one YAML document`]);
    return documents[0] ?? {};
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const place = error.mark ? `${fileName}:${error.mark.line + 1}` : fileName;
    throw new FileFault([`${place}: is not YAML: ${error.reason}`]);
  }
}

/** What the text says in its form, or what is wrong with that form. */
export function checkForm<Form>(
  schema: z.ZodType<Form>,
  raw: unknown,
): { form: Form | undefined; problems: FileProblem[] } {
  const checked = schema.safeParse(raw, { error: wordsFor });
  return checked.success
    ? { form: checked.data, problems: [] }
    : { form: undefined, problems: checked.error.issues.flatMap(formProblems) };
}

const EXPECTED: Readonly<Record<string, string>> = {
  array: "must be a list",
  object: "must be a set of fields",
  record: "must be a set of fields",
  boolean: "must be true or false",
  number: "must be a number",
  int: "must be a whole number",
};

/** A fault of form in our words, where the schema itself has none. */
function wordsFor(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "invalid_value") return `must be one of: ${issue.values.join(", ")}`;
  if (issue.code !== "invalid_type") return undefined;
  if (issue.input === undefined || issue.input === null) return "is missing";
  const expected = EXPECTED[issue.expected];
  if (expected !== undefined) return expected;
  return typeof issue.input === "object" ? "must be a text" : "must be a text: put it in quotes";
}

function formProblems(issue: z.core.$ZodIssue): FileProblem[] {
  const path = issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));
  if (issue.code === "invalid_key") return issue.issues.map(({ message }) => ({ path, text: message }));
  if (issue.code !== "unrecognized_keys") return [{ path, text: issue.message }];
  return issue.keys.map((key) => ({ path: [...path, key], text: "is not a field that is known here" }));
}

/** A fault with a line for each problem, in the order in which they stand in the file. */
export function faultOf(problems: readonly FileProblem[], text: string, fileName: string): FileFault {
  const lineOf = fieldLines(
    text,
    problems.flatMap(({ path, firstPath }) => (firstPath ? [path, firstPath] : [path])),
  );
  return new FileFault(
    problems
      .map(({ path, text, firstPath }) => {
        const already = firstPath ? ` on line ${lineOf(firstPath)}` : "";
        const field = path.length === 0 ? "the file" : fieldName(path);
        return { line: lineOf(path), words: `${field}: ${text}${already}` };
      })
      .toSorted((one, other) => one.line - other.line)
      .map(({ line, words }) => `${fileName}:${line}: ${words}`),
  );
}
