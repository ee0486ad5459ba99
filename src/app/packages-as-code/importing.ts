import { fault, Refusal } from "../../domain/fault.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { packageKey } from "../../domain/packages-as-code/from-file.ts";
import { OpenLine } from "../../domain/packages-as-code/plan.ts";
import type { PlannedKind } from "../../domain/packages-as-code/plan.ts";
import type { Known, StoredCatalog } from "../../domain/packages-as-code/stored-packages.ts";
import type { Command, OuterCommand } from "../command.ts";

/** What the steps of one import share: what was there, what has been made, the plan's lines and the events. */
export class Importing {
  readonly outer: OuterCommand;
  readonly lines: OpenLine[] = [];
  readonly events: DomainEvent[] = [];
  readonly #packageIds: Map<string, string>;
  readonly #slackIds: ReadonlyMap<string, string | null>;

  constructor(outer: OuterCommand, { catalogs, known }: { catalogs: readonly StoredCatalog[]; known: Known }) {
    this.outer = outer;
    this.#slackIds = new Map(known.people.map(({ id, slackUserId }) => [id, slackUserId]));
    this.#packageIds = new Map(
      catalogs.flatMap((catalog) =>
        catalog.packages.map(({ id, name }) => [packageKey({ catalog: catalog.name, package: name }), id] as const),
      ),
    );
  }

  line(kind: PlannedKind, path: readonly string[]): OpenLine {
    const line = new OpenLine(kind, path);
    this.lines.push(line);
    return line;
  }

  /** Does a part of the import; what is wrong with it goes to the line, and the import goes on to find what else is. */
  async attempt<Result>(line: OpenLine, command: Command<Result>, input: unknown): Promise<Result | undefined> {
    try {
      const { result, events } = await command.within(this.outer, input);
      this.events.push(...events);
      return result;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      line.refuse(error.faults);
      return undefined;
    }
  }

  made(named: { catalog: string; package: string }, id: string): void {
    this.#packageIds.set(packageKey(named), id);
  }

  /** The ids of packages that stand here by now; one that was refused is told to the line. */
  idsOf(line: OpenLine, named: readonly { catalog: string; package: string }[]): string[] {
    return named.flatMap((each) => {
      const id = this.#packageIds.get(packageKey(each));
      if (id === undefined) line.refuse([fault("notFound", { what: `access package ${each.package}` })]);
      return id ?? [];
    });
  }

  /** People as Slack's forms name them: by their Slack user ids, and those who are not in Slack by their own. */
  asTyped(personIds: readonly string[]): { slackUserIds: string[]; unseenIds: string[] } {
    return {
      slackUserIds: personIds.flatMap((id) => this.#slackIds.get(id) ?? []),
      unseenIds: personIds.filter((id) => this.#slackIds.get(id) === null),
    };
  }
}
