import type { AppDeps } from "../../app/deps.ts";
import { keepInLine } from "../../app/message/keep-in-line.ts";
import type { MessageDoor } from "../../app/message/message-door.ts";
import { readSharedCard, readSharer } from "../../app/package/read-shared-card.ts";
import type { Message } from "../command/message.ts";
import { channelTroubleInWords } from "../cards/channel-trouble-words.ts";
import { note } from "../kit/block.ts";
import { packageCard } from "../show-package/package-card.ts";

interface SharedCard {
  packageId: string;
  channel: string;
  sharedBy: string;
  shareId: string;
}

/** The messages about sharing: the card in the channel, or a direct message to the sharer that says why it is not there. */
export function packageCardMessages(deps: AppDeps, door: MessageDoor<Message>) {
  async function explain({ channel, sharedBy, shareId }: SharedCard, code: string): Promise<void> {
    await keepInLine(deps, door, { kind: "shareFailed", entityId: shareId, recipient: sharedBy }, async () => {
      const sharer = await readSharer(deps, sharedBy);
      return sharer === null ? null : { message: shareFailed(channel, code), to: sharer, mayPost: true };
    });
  }
  return {
    /** Shows the card, once for each time it was shared; the sharer is told when the channel cannot be used. */
    async show(shared: SharedCard): Promise<void> {
      const key = { kind: "packageCard", entityId: shared.shareId, recipient: `channel:${shared.channel}` };
      const outcome = await keepInLine(deps, door, key, async () => {
        const card = await readSharedCard(deps, shared.packageId);
        return card && { message: packageCard(card), to: shared.channel, mayPost: true };
      });
      if (outcome.kind === "failed") await explain(shared, outcome.code);
    },
    explain,
  };
}

function shareFailed(channel: string, code: string): Message {
  const { cause, remedy } = channelTroubleInWords(code);
  const text = `The access package could not be shared to <#${channel}>. ${cause} ${remedy} Then share it again.`;
  return { text, blocks: [note(text)] };
}
