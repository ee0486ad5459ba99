import { readFile } from "node:fs/promises";
import { loadAll, YAMLException } from "js-yaml";
import type { z } from "zod";
import type { Directory } from "../../domain/directory/directory.ts";
import { DirectoryFile, toDirectory } from "./directory-file.ts";
import { DirectoryFileFault, fieldName } from "./directory-problem.ts";
import type { DirectoryProblem } from "./directory-problem.ts";
import { referenceProblems } from "./directory-references.ts";
import { fieldLines } from "./field-lines.ts";

/** Reads and checks a directory file; throws a DirectoryFileFault that names everything that is wrong with it. */
export async function readDirectoryFile(path: string): Promise<Directory> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new DirectoryFileFault([
      `${path}: cannot be read (${error instanceof Error ? error.message : String(error)})`,
    ]);
  });
  try {
    return parseDirectory(new TextDecoder("utf-8", { fatal: true }).decode(bytes), path);
  } catch (error) {
    if (error instanceof TypeError) throw new DirectoryFileFault([`${path}: is not UTF-8 text`]);
    throw error;
  }
}

/** The directory in a file's text; `fileName` is what faults call the file. */
export function parseDirectory(text: string, fileName: string): Directory {
  const raw = readYaml(text, fileName);
  const file = DirectoryFile.safeParse(raw, { error: wordsFor });
  const problems = [...(file.success ? [] : file.error.issues.flatMap(formProblems)), ...referenceProblems(raw)];
  if (!file.success || problems.length > 0) throw new DirectoryFileFault(inWords(problems, text, fileName));
  return toDirectory(file.data);
}

/** What the text says, unchecked; an empty text is an empty directory. */
function readYaml(text: string, fileName: string): unknown {
  try {
    const documents = loadAll(text);
    if (documents.length > 1) throw new DirectoryFileFault([`${fileName}: holds more than one YAML document`]);
    return documents[0] ?? {};
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const place = error.mark ? `${fileName}:${error.mark.line + 1}` : fileName;
    throw new DirectoryFileFault([`${place}: is not YAML: ${error.reason}`]);
  }
}

/** A fault of form in our words, where the schema itself has none. */
function wordsFor(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "invalid_value") return `must be one of: ${issue.values.join(", ")}`;
  if (issue.code !== "invalid_type") return undefined;
  if (issue.input === undefined || issue.input === null) return "is missing";
  if (issue.expected === "array") return "must be a list";
  if (issue.expected === "object") return "must be a set of fields";
  return typeof issue.input === "object" ? "must be a text" : "must be a text: put it in quotes";
}

function formProblems(issue: z.core.$ZodIssue): DirectoryProblem[] {
  const path = issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));
  if (issue.code !== "unrecognized_keys") return [{ path, text: issue.message }];
  return issue.keys.map((key) => ({ path: [...path, key], text: "is not a field that is known here" }));
}

/** A line for each problem, in the order in which they stand in the file. */
function inWords(problems: readonly DirectoryProblem[], text: string, fileName: string): string[] {
  const lineOf = fieldLines(
    text,
    problems.flatMap(({ path, firstPath }) => (firstPath ? [path, firstPath] : [path])),
  );
  return problems
    .map(({ path, text, firstPath }) => {
      const already = firstPath ? ` on line ${lineOf(firstPath)}` : "";
      const field = path.length === 0 ? "the file" : fieldName(path);
      return { line: lineOf(path), words: `${field}: ${text}${already}` };
    })
    .toSorted((one, other) => one.line - other.line)
    .map(({ line, words }) => `${fileName}:${line}: ${words}`);
}
