import type { DomainEvent } from "../domain/event.ts";
import type { FollowUp } from "../domain/follow-up.ts";
import type { LastWrites, Transaction } from "../store/database.ts";
import type { AppDeps } from "./deps.ts";
import { againAfterClash, journal, measured } from "./record.ts";

/** All that work of our own may look at. One `now` for the whole of it. */
export interface SystemContext<Input> {
  tx: Transaction;
  /** For what nothing that follows reads: it goes out together with the commit. */
  last: LastWrites;
  now: Date;
  newId: () => string;
  input: Input;
  deps: AppDeps;
}

export interface SystemCommandDefinition<Input, Result> {
  name: string;
  /** `jobs`: those that are promised though nothing has happened that anybody need hear of. */
  run: (
    context: SystemContext<Input>,
  ) => Promise<{ result: Result; events: readonly DomainEvent[]; jobs?: readonly FollowUp[] }>;
}

/**
 * The door for what nobody asks for and the system does by itself: one transaction with audit and outbox, as a
 * command has, and no permission to ask for. Its name is the actor in the audit trail.
 */
export function systemCommand<Input, Result>({
  name,
  run,
}: SystemCommandDefinition<Input, Result>): (deps: AppDeps, input: Input) => Promise<Result> {
  return (deps, input) =>
    measured(deps, name, async () => {
      const { result, written } = await againAfterClash(() =>
        deps.database.transact(
          async (tx) => {
            const last: LastWrites = { statements: [] };
            const context = { tx, last, now: deps.clock.now(), newId: deps.newId, input, deps };
            const { result, events, jobs } = await run(context);
            return { result, last, written: journal(context, { kind: "system", id: name }, events, jobs) };
          },
          ({ last, written }) => [...last.statements, ...written.statements],
        ),
      );
      if (written.promises) deps.nudge();
      return result;
    });
}
