import { dump } from "js-yaml";
import type { PackagesFile } from "../../domain/packages-as-code/packages-file.ts";

/** Where editors find the JSON schema, from a file beside the repository's own. */
const HINT = "# yaml-language-server: $schema=docs/packages.schema.json\n";

/** The file's text: one field a line, so that differences are read easily. */
export function packagesInYaml(file: PackagesFile): string {
  return HINT + dump(file, { lineWidth: -1, noRefs: true });
}
