import { z } from "zod";
import type { DomainEvent } from "../../domain/event.ts";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import type { Fault } from "../../domain/fault.ts";
import { PACKAGE_DESCRIPTION_MAX, PACKAGE_NAME_MAX } from "../../domain/package/creation.ts";
import { INCOMPATIBLE_MAX } from "../../domain/package/incompatible.ts";
import { permit } from "../../domain/permission/permit.ts";
import { textFaults } from "../../domain/text-faults.ts";
import { isUuid } from "../../lib/ids.ts";
import { nameKey, tidyLine } from "../../lib/text.ts";
import { incompatibleWith, replaceIncompatible } from "../../store/query/incompatible.ts";
import { isPackageNameTaken, updatePackage } from "../../store/query/package.ts";
import type { PackageRow } from "../../store/query/package.ts";
import { maySeePackage } from "../../store/query/package-search.ts";
import { resourcesById } from "../../store/query/resource.ts";
import { command } from "../command.ts";
import type { CommandContext } from "../command.ts";
import { viewerOf } from "../viewer.ts";
import { lockManaged } from "./lock-managed.ts";
import type { ManagedTarget } from "./lock-managed.ts";

const EditPackage = z.object({
  packageId: z.uuid(),
  /** The version that the person saw. */
  version: z.int(),
  name: z.string(),
  description: z.string(),
  isHidden: z.boolean(),
  incompatiblePackages: z.array(z.string()),
  incompatibleGroups: z.array(z.string()),
});
type EditPackage = z.infer<typeof EditPackage>;

type Context = CommandContext<EditPackage, ManagedTarget>;

/**
 * Changes what is said about a package, and what is incompatible with it (domain.md 2.2, 4.8). Its catalog never
 * changes (A23); whoever holds something incompatible already keeps it. Faults are on the fields of the input.
 */
export const editPackage = command<EditPackage, ManagedTarget, void>({
  name: "package.edit",
  input: EditPackage,
  target: ({ tx, by, input: { packageId } }) => lockManaged(tx, by, packageId),
  permit: (_by, { standing }) => {
    const verdict = permit("package.edit", standing);
    return verdict.allowed ? permit("package.separateDuties", standing) : verdict;
  },
  run: async (context) => {
    const { input, target } = context;
    if (target.row.version !== input.version)
      throw new Refusal(fault("changedMeanwhile", { what: "this access package" }));
    const before = await incompatibleIds(context);
    refuseIfAny([...(await textsFaults(context)), ...(await incompatibleFaults(context, before))]);
    return {
      result: undefined,
      events: [...(await storeIncompatible(context, before)), ...(await storeTexts(context))],
    };
  },
});

interface IncompatibleIds {
  packages: readonly string[];
  groups: readonly string[];
}

async function incompatibleIds({ tx, target }: Context): Promise<IncompatibleIds> {
  const { packages, groups } = await incompatibleWith(tx, target.row.id);
  return { packages: packages.map(({ id }) => id), groups: groups.map(({ id }) => id) };
}

async function textsFaults({ tx, input, target: { row, catalog } }: Context): Promise<Fault[]> {
  const faults = [
    ...textFaults(input.name, "name", PACKAGE_NAME_MAX),
    ...textFaults(input.description, "description", PACKAGE_DESCRIPTION_MAX),
  ];
  const isRenamed = nameKey(input.name) !== row.nameKey;
  if (isRenamed && (await isPackageNameTaken(tx, row.catalogId, input.name)))
    faults.push(fault("nameTakenInCatalog", { name: input.name, catalog: catalog.name }, "name"));
  return faults;
}

/** What is new must be there and be seen by whoever adds it; nothing is incompatible with itself. */
async function incompatibleFaults(context: Context, before: IncompatibleIds): Promise<Fault[]> {
  const { tx, by, input, target } = context;
  const packages = input.incompatiblePackages.filter((id) => !before.packages.includes(id));
  const groups = input.incompatibleGroups.filter((id) => !before.groups.includes(id));
  const seen = new Set<string>();
  for (const id of packages.filter(isUuid).slice(0, INCOMPATIBLE_MAX))
    if (await maySeePackage(tx, viewerOf(by), id)) seen.add(id);
  const present = (await resourcesById(tx, groups.filter(isUuid)))
    .filter(({ type, goneAt }) => type === "group" && goneAt === null)
    .map(({ id }) => id);
  const isPackageWrong = packages.some((id) => !seen.has(id)) || input.incompatiblePackages.includes(target.row.id);
  const tooMany = (field: "incompatiblePackages" | "incompatibleGroups") =>
    input[field].length > INCOMPATIBLE_MAX ? [fault("tooMany", { what: field, limit: INCOMPATIBLE_MAX }, field)] : [];
  return [
    ...(isPackageWrong ? [fault("notAChoice", { what: "incompatiblePackages" }, "incompatiblePackages")] : []),
    ...(groups.some((id) => !present.includes(id))
      ? [fault("notAChoice", { what: "incompatibleGroups" }, "incompatibleGroups")]
      : []),
    ...tooMany("incompatiblePackages"),
    ...tooMany("incompatibleGroups"),
  ];
}

async function storeIncompatible({ tx, input, target }: Context, before: IncompatibleIds): Promise<DomainEvent[]> {
  const after = { packages: [...new Set(input.incompatiblePackages)], groups: [...new Set(input.incompatibleGroups)] };
  const isSame = (one: readonly string[], other: readonly string[]) =>
    one.length === other.length && one.every((id) => other.includes(id));
  if (isSame(before.packages, after.packages) && isSame(before.groups, after.groups)) return [];
  await replaceIncompatible(tx, target.row.id, after);
  return [{ type: "package.incompatibleChanged", ...about(target.row), before, after }];
}

async function storeTexts({ tx, input, target: { row } }: Context): Promise<DomainEvent[]> {
  const textsOf = ({ name, description, isHidden }: Pick<PackageRow, "name" | "description" | "isHidden">) => ({
    name: tidyLine(name),
    description: description.trim(),
    isHidden,
  });
  const before = textsOf(row);
  const after = textsOf(input);
  await updatePackage(tx, row.id, after);
  return JSON.stringify(before) === JSON.stringify(after)
    ? []
    : [{ type: "package.edited", ...about(row), before, after }];
}

function about({ id, catalogId }: PackageRow) {
  return { target: { kind: "package" as const, id }, catalogId };
}
