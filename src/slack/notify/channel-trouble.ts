import type { AppDeps } from "../../app/deps.ts";
import { doAll } from "../../app/message/do-all.ts";
import type { MessageDoor } from "../../app/message/message-door.ts";
import { readChannelState } from "../../app/catalog/read-channel-state.ts";
import type { ChannelState } from "../../app/catalog/read-channel-state.ts";
import { channelTroubleCard } from "../cards/channel-trouble-card.ts";
import type { Message } from "../command/message.ts";
import { keepPlanned, needsWork } from "./planned-message.ts";
import type { PlannedMessage } from "./planned-message.ts";

/**
 * Tells the owners of a catalog that its approvals channel cannot be used, once each, and that it works again once a
 * card gets through. What the last card for the channel met decides.
 */
export async function showChannelState(
  deps: AppDeps,
  door: MessageDoor<Message>,
  at: { catalogId: string; channel: string },
): Promise<void> {
  const state = await readChannelState(deps, at);
  await doAll(
    plan(state).filter((planned) => needsWork(planned, state.ledger)),
    ({ key }) => keepPlanned(deps, door, key, async () => plan(await readChannelState(deps, at))),
  );
}

function plan({ catalogId, catalogName, channel, failure, owners, ledger }: ChannelState): PlannedMessage[] {
  const kind = `channelTrouble.${channel}`;
  const told = ledger.filter((row) => row.kind === kind).map(({ recipient }) => recipient);
  const recipients = new Set([...(failure === null ? [] : owners.map(({ id }) => id)), ...told]);
  return [...recipients].map((recipient) => ({
    key: { kind, entityId: catalogId, recipient },
    to: owners.find(({ id }) => id === recipient)?.slackUserId ?? "",
    message: channelTroubleCard(catalogName, channel, failure),
    mayPost: failure !== null && owners.some(({ id }) => id === recipient),
    // The next trouble is news again, and nobody is told of an edit.
    isLast: failure === null,
  }));
}
