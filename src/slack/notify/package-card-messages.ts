import type { WebClient } from "@slack/web-api";
import type { AppDeps } from "../../app/deps.ts";
import { readSharedCard, readSharer } from "../../app/package/read-shared-card.ts";
import { packageCard } from "../show-package/package-card.ts";

interface SharedCard {
  packageId: string;
  channel: string;
  sharedBy: string;
}

const NOT_THERE = "I am not in that channel. Invite me with `/invite`, then share it again.";
const REASONS: Readonly<Record<string, string>> = {
  not_in_channel: NOT_THERE,
  channel_not_found: NOT_THERE,
  is_archived: "The channel is archived. Share it to another one.",
};

/** The Slack side of sharing: the card in the channel, or a direct message to the sharer that says why not. */
export function packageCardMessages(deps: AppDeps, client: WebClient) {
  return {
    async post({ packageId, channel }: SharedCard): Promise<{ channel: string; ts: string } | null> {
      const card = await readSharedCard(deps, packageId);
      if (!card) return null;
      const posted = await client.chat.postMessage({ channel, ...packageCard(card), unfurl_links: false });
      return { channel: posted.channel ?? channel, ts: posted.ts ?? "" };
    },

    async explainFailure({ channel, sharedBy }: SharedCard, code: string): Promise<void> {
      const sharer = await readSharer(deps, sharedBy);
      if (sharer === null) return;
      const reason = REASONS[code] ?? `Slack refused it (${code}). Ask your administrators.`;
      await client.chat.postMessage({
        channel: sharer,
        text: `The access package could not be shared to <#${channel}>. ${reason}`,
      });
    },
  };
}
