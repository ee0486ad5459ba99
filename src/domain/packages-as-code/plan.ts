import type { Fault } from "../fault.ts";

/** `rule`: of automatic assignment. */
export type PlannedKind = "catalog" | "package" | "policy" | "rule";
export type PlanVerdict = "create" | "change" | "noChange" | "refuse";

/** Why something of a file is refused: what is wrong with itself, or that what holds it is refused. */
export type PlanRefusal = { kind: "faults"; faults: readonly Fault[] } | { kind: "holder"; refused: PlannedKind };

/** What an import does with one catalog, package, policy or rule of its file. */
export interface PlanLine {
  kind: PlannedKind;
  /** From the catalog down to its own name; a rule, which has none, goes by its package's. */
  path: readonly string[];
  verdict: PlanVerdict;
  /** What of it is changed. */
  changed: readonly string[];
  refusal: PlanRefusal | null;
}

/** How many of each were made and changed, without what stayed as it was. */
export type PlanCounts = Readonly<Record<PlannedKind, { created: number; changed: number }>>;

export function countsOf(lines: readonly PlanLine[]): PlanCounts {
  const of = (kind: PlannedKind) => ({
    created: lines.filter((line) => line.kind === kind && line.verdict === "create").length,
    changed: lines.filter((line) => line.kind === kind && line.verdict === "change").length,
  });
  return { catalog: of("catalog"), package: of("package"), policy: of("policy"), rule: of("rule") };
}

/** A line while an import works on it. */
export class OpenLine implements PlanLine {
  readonly kind: PlannedKind;
  readonly path: readonly string[];
  readonly changed: string[] = [];
  isNew = false;
  #faults: Fault[] = [];
  #refusedHolder: PlannedKind | null = null;

  constructor(kind: PlannedKind, path: readonly string[]) {
    this.kind = kind;
    this.path = path;
  }

  get verdict(): PlanVerdict {
    if (this.refusal) return "refuse";
    if (this.isNew) return "create";
    return this.changed.length > 0 ? "change" : "noChange";
  }

  get refusal(): PlanRefusal | null {
    if (this.#refusedHolder) return { kind: "holder", refused: this.#refusedHolder };
    return this.#faults.length > 0 ? { kind: "faults", faults: this.#faults } : null;
  }

  refuse(faults: readonly Fault[]): void {
    this.#faults.push(...faults);
  }

  refuseWith(holder: PlannedKind): void {
    this.#refusedHolder = holder;
  }
}
