import type { FieldPath } from "../../lib/field-path.ts";
import type { FileProblem } from "../../lib/file-problem.ts";
import { nameKey } from "../../lib/text.ts";
import type { PackagesFile } from "./packages-file.ts";

/** Names that stand twice where each may stand once: of catalogs, of a catalog's packages, of a package's policies. */
export function repeatedNames({ catalogs }: PackagesFile): FileProblem[] {
  return [
    ...repeatedIn(catalogs, ["catalogs"]),
    ...catalogs.flatMap(({ packages }, at) => [
      ...repeatedIn(packages, ["catalogs", at, "packages"]),
      ...packages.flatMap(({ policies }, number) =>
        repeatedIn(policies, ["catalogs", at, "packages", number, "policies"]),
      ),
    ]),
  ];
}

function repeatedIn(entries: readonly { name: string }[], path: FieldPath): FileProblem[] {
  const first = new Map<string, FieldPath>();
  return entries.flatMap(({ name }, at) => {
    const own = [...path, at, "name"];
    const firstPath = first.get(nameKey(name));
    if (firstPath) return [{ path: own, text: `${name} is listed already`, firstPath }];
    first.set(nameKey(name), own);
    return [];
  });
}
