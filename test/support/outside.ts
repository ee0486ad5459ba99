/** A system outside, as far as tests need one: it holds what it was told to, and fails as told. */
import type { Connector, OfferedResource } from "../../src/connectors/connector.ts";
import { ConnectorFailure } from "../../src/domain/resource/holding.ts";
import type { ConnectorCode, Holding } from "../../src/domain/resource/holding.ts";

type Ask = "check" | "grant" | "revoke";

export class Outside implements Connector {
  readonly #held = new Set<string>();
  readonly #failing = new Map<string, Error>();
  /** What was asked of it, as `grant id`, the first first. */
  readonly asked: string[] = [];
  /** Called before each question is answered. */
  onAsk: (ask: Ask, resourceId: string) => Promise<void> = async () => {};

  async listResources(): Promise<OfferedResource[]> {
    return [];
  }

  async check(holding: Holding): Promise<boolean> {
    await this.#ask("check", holding);
    return this.#held.has(key(holding.person.id, holding.resource.id));
  }

  async grant(holding: Holding): Promise<void> {
    await this.#ask("grant", holding);
    this.#held.add(key(holding.person.id, holding.resource.id));
  }

  async revoke(holding: Holding): Promise<void> {
    await this.#ask("revoke", holding);
    this.#held.delete(key(holding.person.id, holding.resource.id));
  }

  async #ask(ask: Ask, { resource: { id } }: Holding): Promise<void> {
    this.asked.push(`${ask} ${id}`);
    await this.onAsk(ask, id);
    const failure = this.#failing.get(id);
    if (failure) throw failure;
  }

  /** From now on everything about the resource fails. */
  fails(resourceId: string, failure: Error): void {
    this.#failing.set(resourceId, failure);
  }

  works(resourceId: string): void {
    this.#failing.delete(resourceId);
  }

  /** The person holds the resource's role without us. */
  gives({ id }: { id: string }, resourceId: string): void {
    this.#held.add(key(id, resourceId));
  }

  /** Somebody takes the role away by hand. */
  takes({ id }: { id: string }, resourceId: string): void {
    this.#held.delete(key(id, resourceId));
  }

  holds({ id }: { id: string }, resourceId: string): boolean {
    return this.#held.has(key(id, resourceId));
  }
}

export const forGood = (code: ConnectorCode = "resourceGone") => new ConnectorFailure(code, { isTemporary: false });
export const passing = () => new ConnectorFailure("unreachable", { isTemporary: true });

function key(personId: string, resourceId: string): string {
  return `${personId} ${resourceId}`;
}
