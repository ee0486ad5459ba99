import { readDelegationMessage } from "../../app/delegation/read-delegation-message.ts";
import type { DelegationMessage } from "../../app/delegation/read-delegation-message.ts";
import type { AppDeps } from "../../app/deps.ts";
import { doAll } from "../../app/message/do-all.ts";
import type { MessageDoor } from "../../app/message/message-door.ts";
import { delegateCard } from "../cards/delegate-card.ts";
import type { Message } from "../command/message.ts";
import { keepPlanned, needsWork } from "./planned-message.ts";
import type { PlannedMessage } from "./planned-message.ts";

/** The messages to delegates (domain.md 6, N13). */
export function delegationMessages(deps: AppDeps, door: MessageDoor<Message>) {
  return {
    /** Tells the delegate, and later that it is over; gives the requests whose cards have to follow. */
    async show(delegationId: string): Promise<readonly string[]> {
      const about = await readDelegationMessage(deps, delegationId);
      if (!about) return [];
      const planAnew = async () => {
        const now = await readDelegationMessage(deps, delegationId);
        return now ? planDelegateCard(now) : [];
      };
      await doAll(
        planDelegateCard(about).filter((planned) => needsWork(planned, about.ledger)),
        ({ key }) => keepPlanned(deps, door, key, planAnew),
      );
      return about.requests;
    },
  };
}

function planDelegateCard({ delegation }: DelegationMessage): PlannedMessage[] {
  const { id, delegateId, delegateSlackId, endedAt } = delegation;
  if (delegateSlackId === null) return [];
  return [
    {
      key: { kind: "delegate", entityId: id, recipient: delegateId },
      to: delegateSlackId,
      message: delegateCard(delegation),
      mayPost: endedAt === null,
    },
  ];
}
