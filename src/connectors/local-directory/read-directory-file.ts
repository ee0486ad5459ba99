import type { Directory } from "../../domain/directory/directory.ts";
import { checkForm, faultOf, readText, readYaml } from "../yaml-file/yaml-file.ts";
import { DirectoryFile, toDirectory } from "./directory-file.ts";
import { referenceProblems } from "./directory-references.ts";

/** Reads and checks a directory file; throws a FileFault that names everything that is wrong with it. */
export async function readDirectoryFile(path: string): Promise<Directory> {
  return parseDirectory(await readText(path), path);
}

/** The directory in a file's text; `fileName` is what faults call the file. */
export function parseDirectory(text: string, fileName: string): Directory {
  const raw = readYaml(text, fileName);
  const { form, problems } = checkForm(DirectoryFile, raw);
  const all = [...problems, ...referenceProblems(raw)];
  if (!form || all.length > 0) throw faultOf(all, text, fileName);
  return toDirectory(form);
}
