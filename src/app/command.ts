import type { z } from "zod";
import type { DomainEvent } from "../domain/event.ts";
import { fault, Refusal } from "../domain/fault.ts";
import type { Verdict } from "../domain/permission/standing.ts";
import type { LastWrites, Transaction } from "../store/database.ts";
import { runFilled } from "../store/query/statement.ts";
import { actingPerson } from "./acting-person.ts";
import type { ActingPerson } from "./acting-person.ts";
import type { AppDeps } from "./deps.ts";
import { againAfterClash, journal, measured } from "./record.ts";

/** All that a command's rule may look at. One `now` for the whole command. */
export interface CommandContext<Input, Target> {
  tx: Transaction;
  /** For what nothing that follows reads: it goes out together with the commit. */
  last: LastWrites;
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
  /**
   * Locks what can be locked, and reads what can be read behind that, before it is known who asks: all of it then takes
   * one round trip. `slackUserId`: of whoever asks; empty for somebody who is not in Slack.
   */
  lock?: (tx: Transaction, input: Input, slackUserId: string) => Promise<Locked>;
  /** Loads what the command writes, and locks it. */
  target: (context: Omit<CommandContext<Input, never>, "target"> & { locked: Locked }) => Promise<Target>;
  /** Whether this person may; asked under the lock, every time. */
  permit: (by: ActingPerson, target: Target) => Verdict;
  /** The rule and the change. Whatever it reports becomes audit rows and jobs in the same transaction. */
  run: (context: CommandContext<Input, Target>) => Promise<Done<Result>>;
}

/** What another command has begun already: its transaction, its moment, and who acts. */
export type OuterCommand = Pick<CommandContext<never, never>, "tx" | "last" | "now" | "newId" | "by" | "deps">;

/** What a command came to, and what it reports. */
export interface Done<Result> {
  result: Result;
  events: readonly DomainEvent[];
}

/** A use case that writes. */
export interface Command<Result> {
  /** In a transaction of its own: `execute(deps, slackUserId, input)`. */
  (deps: AppDeps, slackUserId: string, input: unknown): Promise<Result>;
  /**
   * As a part of another command, in whose transaction it runs and which records the events: the same steps in the same
   * order, but for the audit and outbox rows. After a Refusal the other must not be committed.
   */
  within: (outer: OuterCommand, input: unknown) => Promise<Done<Result>>;
}

/**
 * The one door for writes: parse, load and lock, permit, rule, audit, outbox, commit, nudge the relay.
 * Throws a Refusal, with nothing changed, when the input or the person or the state does not allow it.
 * Makes no call to Slack or to a connector, so it may run before Slack's three seconds are over.
 */
export function command<Input, Target, Result, Locked = undefined>(
  definition: CommandDefinition<Input, Target, Result, Locked>,
): Command<Result> {
  const parse = (rawInput: unknown) => definition.input.parse(rawInput);
  const lock = (tx: Transaction, input: Input, slackUserId: string | null) =>
    definition.lock?.(tx, input, slackUserId ?? "") as Promise<Locked>;
  const execute = (deps: AppDeps, slackUserId: string, rawInput: unknown) =>
    measured(deps, definition.name, async () => {
      const input = parse(rawInput);
      const { result, written } = await againAfterClash(() =>
        deps.database.transact(
          async (tx) => {
            const [by, locked] = await Promise.all([
              actingPerson(tx, slackUserId, deps.rights),
              lock(tx, input, slackUserId),
            ]);
            const last: LastWrites = { statements: [] };
            const outer = { tx, last, now: deps.clock.now(), newId: deps.newId, by, deps };
            const { result, events } = await carryOut(definition, outer, input, locked);
            return { result, last, written: journal(outer, { kind: "person", id: by.id }, events) };
          },
          ({ last, written }) => [...last.statements, ...written.statements],
        ),
      );
      if (written.promises) deps.nudge();
      return result;
    });
  const within = async (outer: OuterCommand, rawInput: unknown) => {
    const input = parse(rawInput);
    const last: LastWrites = { statements: [] };
    const locked = await lock(outer.tx, input, outer.by.slackUserId);
    const done = await carryOut(definition, { ...outer, last }, input, locked);
    // The other command may read what this one has written.
    for (const statement of last.statements) await runFilled(outer.tx, statement);
    return done;
  };
  return Object.assign(execute, { within });
}

async function carryOut<Input, Target, Result, Locked>(
  definition: CommandDefinition<Input, Target, Result, Locked>,
  outer: OuterCommand,
  input: Input,
  locked: Locked,
): Promise<Done<Result>> {
  const context = { ...outer, input };
  const target = await definition.target({ ...context, locked });
  const verdict = definition.permit(outer.by, target);
  if (!verdict.allowed) throw new Refusal(fault("notPermitted", { action: definition.name, ask: [...verdict.ask] }));
  return definition.run({ ...context, target });
}
