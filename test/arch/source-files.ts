import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export interface SourceFile {
  /** From the root of the project, with forward slashes: `src/domain/fault.ts`. */
  path: string;
  text: string;
}

export interface Import {
  from: string;
  /** A file of ours (`src/lib/clock.ts`), or a package's name (`zod`, `@slack/bolt`, `node:fs`). */
  to: string;
  specifier: string;
  isOurs: boolean;
  isTypeOnly: boolean;
}

/** The files of code below a folder of the project. */
export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: file.slice(ROOT.length).replaceAll("\\", "/"), text: readFileSync(file, "utf8") }));
}

const IMPORT_STATEMENTS = [
  /^(?<kind>import|export)\b(?<type> type\b)?[^;"]*\bfrom\s*"(?<specifier>[^"]+)"/gm,
  /^(?<kind>import)\s*"(?<specifier>[^"]+)"/gm,
  /(?<type>\{\s*|typeof )?\bimport\(\s*"(?<specifier>[^"]+)"/g,
];

/** What a file imports, statically or not, values or types, re-exports included. */
export function importsOf({ path, text }: SourceFile): Import[] {
  return IMPORT_STATEMENTS.flatMap((statement) => [...text.matchAll(statement)]).map(({ groups = {} }) => {
    const { specifier = "", type } = groups;
    const isOurs = specifier.startsWith(".");
    const to = isOurs ? posix.join(posix.dirname(path), specifier) : packageOf(specifier);
    return { from: path, to, specifier, isOurs, isTypeOnly: type !== undefined };
  });
}

function packageOf(specifier: string): string {
  const [first = "", second = ""] = specifier.split("/");
  return first.startsWith("@") ? `${first}/${second}` : first;
}

/** The text without its comments, so that a word in a comment is not taken for code. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<![:"'`\\])\/\/.*$/gm, "");
}
