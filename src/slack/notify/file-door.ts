import type { WebClient } from "@slack/web-api";
import type { MessageDoor } from "../../app/message/message-door.ts";
import { Conversations } from "./conversations.ts";
import type { Gate } from "./gate.ts";
import { judged } from "./judged.ts";

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

/** From here on the file stands there, whatever the answer is. */
const COMPLETE = "files.completeUploadExternal";

/**
 * The way of files into the direct messages with a person: asks Slack for an address, puts the bytes there, and has them
 * shown. A file that was sent stays as it is. Its name ends in a part of the address' key, by which it is found again.
 * Where it stands is told by its own id, as nothing is ever said in its place. Throws like the Slack door, and what
 * `make` throws.
 */
export function fileDoor(client: WebClient, gate: Gate): MessageDoor<PromisedFile> {
  const conversations = new Conversations(client, gate);
  return {
    async post({ to, key }, { make }) {
      const { name, title, bytes, altText, comment } = await make();
      const channel = await conversations.idOf(to);
      const filename = named(name, key);
      const { upload_url: address = "", file_id: id = "" } = await conversations.call(
        "files.getUploadURLExternal",
        () =>
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
      const files = (await conversations.newestIn(to)).flatMap((message) => message.files ?? []);
      const sent = files.find(({ name = "" }) => isNamedBy(name, key));
      return sent?.id === undefined ? null : { channel: await conversations.idOf(to), ts: sent.id };
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
