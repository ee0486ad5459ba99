import type { NamedDelegation } from "../../src/app/delegation/read-delegations.ts";
import { id } from "./longest.ts";
import type { Script } from "./longest.ts";

/** A delegation in force, or ended. */
export function delegation(script: Script, endedAt: Date | null): NamedDelegation {
  const at = new Date("2034-03-07T12:00:00Z");
  const between = { id: id(1), personId: id(2), delegateId: id(3), startsAt: at, endsAt: at, createdAt: at };
  return { ...between, endedAt, personName: script(100), delegateName: script(100), delegateSlackId: "U0123456789" };
}
