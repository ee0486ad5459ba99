const NOT_THERE = {
  cause: "I am not in that channel, or it is gone.",
  remedy: "Invite me to it with `/invite`, or choose another channel.",
};

const TROUBLES: Readonly<Record<string, { cause: string; remedy: string }>> = {
  not_in_channel: NOT_THERE,
  channel_not_found: NOT_THERE,
  is_archived: { cause: "The channel is archived.", remedy: "Unarchive it, or choose another one." },
};

/** Why the bot could not write into a channel, by Slack's code, and what helps; texts of our own, with Slack's markup. */
export function channelTroubleInWords(code: string): { cause: string; remedy: string } {
  return (
    TROUBLES[code] ?? {
      cause: `Slack refused the message (${code.replaceAll(/[^\w .-]/g, "")}).`,
      remedy: "Choose another channel, or ask your administrators.",
    }
  );
}
