import type { WebClient } from "@slack/web-api";
import { MessageRefused } from "../../app/message/message-door.ts";
import type { MessageDoor } from "../../app/message/message-door.ts";
import type { Gate } from "./gate.ts";
import { judged } from "./slack-door.ts";

export interface SentFile {
  /** With its ending. */
  name: string;
  title: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** What a picture shows, for those who do not see it. */
  altText?: string;
  /** What is said above it. */
  comment: string;
}

/** A file for somebody, which is made only when it is sent. */
export interface PromisedFile {
  readonly text: string;
  make: () => Promise<SentFile>;
}

const NEWEST = 200;
/** From here on the file stands there, whatever the answer is. */
const COMPLETE = "files.completeUploadExternal";

/**
 * The way of files into the direct messages with a person: asks Slack for an address, puts the bytes there, and has them
 * shown. A file that was sent stays as it is. Its name ends in a part of the address' key, by which it is found again.
 * Throws like the Slack door, and what `make` throws.
 */
export function fileDoor(client: WebClient, gate: Gate): MessageDoor<PromisedFile> {
  async function call<Answer>(method: string, make: () => Promise<Answer>): Promise<Answer> {
    gate.enter(method);
    return judged(gate, method, undefined, make);
  }
  async function conversationWith(slackUserId: string): Promise<string> {
    const { channel } = await call("conversations.open", () => client.conversations.open({ users: slackUserId }));
    return channel?.id ?? "";
  }
  return {
    async post({ to, key }, { make }) {
      const { name, title, bytes, altText, comment } = await make();
      const channel = await conversationWith(to);
      const filename = named(name, key);
      const { upload_url: address = "", file_id: id = "" } = await call("files.getUploadURLExternal", () =>
        client.files.getUploadURLExternal({ filename, length: bytes.length, ...(altText && { alt_txt: altText }) }),
      );
      const { ok, status } = await fetch(address, { method: "POST", body: bytes });
      if (!ok) throw new Error(`Slack answered the upload of a file with ${status}`);
      gate.enter(COMPLETE);
      await judged(gate, COMPLETE, channel, () =>
        client.files.completeUploadExternal({ files: [{ id, title }], channel_id: channel, initial_comment: comment }),
      );
      return { channel, ts: id };
    },
    update: async () => {},
    async find({ to, key }) {
      try {
        const channel = await conversationWith(to);
        const { messages = [] } = await call("conversations.history", () =>
          client.conversations.history({ channel, limit: NEWEST }),
        );
        const sent = messages.flatMap(({ files = [] }) => files).find(({ name = "" }) => isNamedBy(name, key));
        return sent?.id === undefined ? null : { channel, ts: sent.id };
      } catch (error) {
        // What cannot be read is as good as empty: a second copy is better than none.
        if (error instanceof MessageRefused) return null;
        throw error;
      }
    },
  };
}

/** The name with a part of the key before its ending: as much as no two files in one conversation share. */
function named(name: string, key: string): string {
  return name.replace(/(\.\w+)$/u, `-${key.slice(0, 8)}$1`);
}

function isNamedBy(name: string, key: string): boolean {
  return name.replace(/\.\w+$/u, "").endsWith(`-${key.slice(0, 8)}`);
}
