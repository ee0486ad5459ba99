import { PackagesFile } from "../../domain/packages-as-code/packages-file.ts";
import { repeatedNames } from "../../domain/packages-as-code/repeated-names.ts";
import type { FileFault, FileProblem } from "../../lib/file-problem.ts";
import { checkForm, faultOf, readYaml } from "../yaml-file/yaml-file.ts";

/** A file of packages, and how to say on which line something in it is wrong. */
export interface ReadPackages {
  file: PackagesFile;
  faultOf: (problems: readonly FileProblem[]) => FileFault;
}

/** Reads the text of a file of packages; throws a FileFault that names all that is wrong with its form, line by line. */
export function parsePackages(text: string, fileName: string): ReadPackages {
  const raw = readYaml(text, fileName);
  const { form, problems } = checkForm(PackagesFile, raw);
  const all = [...problems, ...(form ? repeatedNames(form) : [])];
  if (!form || all.length > 0) throw faultOf(all, text, fileName);
  return { file: form, faultOf: (found) => faultOf(found, text, fileName) };
}
