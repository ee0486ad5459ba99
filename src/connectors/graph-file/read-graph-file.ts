import { fieldName } from "../../lib/field-path.ts";
import { FileFault } from "../../lib/file-problem.ts";
import { checkForm } from "../yaml-file/yaml-file.ts";
import { GraphFile } from "./graph-file.ts";

/** What Graph has given, in a file of three lists; throws a FileFault where it is not that. */
export function parseGraph(text: string, fileName: string): GraphFile {
  const { form, problems } = checkForm(GraphFile, readJson(text, fileName));
  if (form) return form;
  throw new FileFault(problems.map(({ path, text }) => `${fileName}: ${fieldName(path)}: ${text}`));
}

function readJson(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new FileFault([`${fileName}: is not JSON: ${error instanceof Error ? error.message : String(error)}`]);
  }
}
