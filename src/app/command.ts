import type { z } from "zod";
import type { DomainEvent } from "../domain/event.ts";
import { fault, Refusal } from "../domain/fault.ts";
import type { Verdict } from "../domain/permission/standing.ts";
import type { Transaction } from "../store/database.ts";
import { actingPerson } from "./acting-person.ts";
import type { ActingPerson } from "./acting-person.ts";
import type { AppDeps } from "./deps.ts";
import { againAfterClash, measured, record } from "./record.ts";

/** All that a command's rule may look at. One `now` for the whole command. */
export interface CommandContext<Input, Target> {
  tx: Transaction;
  now: Date;
  newId: () => string;
  by: ActingPerson;
  input: Input;
  target: Target;
  deps: AppDeps;
}

export interface CommandDefinition<Input, Target, Result, Locked = undefined> {
  name: string;
  input: z.ZodType<Input>;
  /** Locks what can be locked before it is known who asks: both then take one round trip. */
  lock?: (tx: Transaction, input: Input) => Promise<Locked>;
  /** Loads what the command writes, and locks it. */
  target: (context: Omit<CommandContext<Input, never>, "target"> & { locked: Locked }) => Promise<Target>;
  /** Whether this person may; asked under the lock, every time. */
  permit: (by: ActingPerson, target: Target) => Verdict;
  /** The rule and the change. Whatever it reports becomes audit rows and jobs in the same transaction. */
  run: (context: CommandContext<Input, Target>) => Promise<{ result: Result; events: readonly DomainEvent[] }>;
}

/** A use case that writes: `execute(deps, slackUserId, input)`. */
export type Command<Result> = (deps: AppDeps, slackUserId: string, input: unknown) => Promise<Result>;

/**
 * The one door for writes: parse, load and lock, permit, rule, audit, outbox, commit, nudge the relay.
 * Throws a Refusal, with nothing changed, when the input or the person or the state does not allow it.
 * Makes no call to Slack or to a connector, so it may run before Slack's three seconds are over.
 */
export function command<Input, Target, Result, Locked = undefined>(
  definition: CommandDefinition<Input, Target, Result, Locked>,
): Command<Result> {
  return (deps, slackUserId, rawInput) =>
    measured(deps, definition.name, async () => {
      const input = definition.input.parse(rawInput);
      const { result, promised } = await againAfterClash(() =>
        deps.database.transact(async (tx) => {
          const [by, locked] = await Promise.all([
            actingPerson(tx, slackUserId, deps.rights),
            definition.lock?.(tx, input) as Promise<Locked>,
          ]);
          const context = { tx, now: deps.clock.now(), newId: deps.newId, by, input, deps };
          const target = await definition.target({ ...context, locked });
          const verdict = definition.permit(by, target);
          if (!verdict.allowed)
            throw new Refusal(fault("notPermitted", { action: definition.name, ask: [...verdict.ask] }));
          const { result, events } = await definition.run({ ...context, target });
          return { result, promised: await record(context, { kind: "person", id: by.id }, events) };
        }),
      );
      if (promised) deps.nudge();
      return result;
    });
}
