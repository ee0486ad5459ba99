import { jsonIn } from "../delivery/deliver.ts";
import { SlackRefusal } from "../refusal.ts";

/** Arguments that the SDK sends as JSON within a form. */
const JSON_ARGUMENTS: ReadonlySet<string> = new Set(["view", "blocks", "files", "attachments", "metadata", "message"]);

/** The arguments of one call, however they were encoded. */
export class Args {
  readonly #values: Map<string, unknown>;

  constructor(values: Record<string, unknown>) {
    this.#values = new Map(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
  }

  names(): string[] {
    return [...this.#values.keys()];
  }

  has(name: string): boolean {
    const value = this.#values.get(name);
    return value !== undefined && value !== "";
  }

  text(name: string): string | undefined {
    const value = this.#values.get(name);
    if (value === undefined || value === "") return undefined;
    return typeof value === "string" ? value : JSON.stringify(value);
  }

  flag(name: string): boolean {
    return ["true", "1"].includes(this.text(name) ?? "");
  }

  count(name: string): number | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : Number(text);
  }

  /** A structure, which forms carry as a JSON text. */
  json(name: string): unknown {
    const value = this.#values.get(name);
    if (typeof value !== "string") return value;
    const parsed = jsonIn(value);
    if (parsed === undefined)
      throw new SlackRefusal(name === "blocks" ? "invalid_blocks_format" : "invalid_arguments", [
        `[ERROR] ${name} is not JSON`,
      ]);
    return parsed;
  }

  /** All that was given, structures decoded. */
  all(): Record<string, unknown> {
    const decoded = this.names().map(
      (name) => [name, JSON_ARGUMENTS.has(name) ? this.json(name) : this.#values.get(name)] as const,
    );
    return Object.fromEntries(decoded);
  }
}

/** Reads the arguments from a request's body and query. */
export function readArgs(contentType: string, body: string, query: URLSearchParams): Args {
  const fromQuery = Object.fromEntries(query);
  if (contentType.includes("application/json")) {
    const json = jsonIn(body);
    if (typeof json !== "object" || json === null) throw new SlackRefusal("invalid_json");
    return new Args({ ...fromQuery, ...json });
  }
  return new Args({ ...fromQuery, ...Object.fromEntries(new URLSearchParams(body)) });
}
