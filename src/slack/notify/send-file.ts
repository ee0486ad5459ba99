import type { WebClient } from "@slack/web-api";
import type { Gate } from "./gate.ts";
import { judged } from "./slack-door.ts";

export interface SentFile {
  name: string;
  title: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** What a picture shows, for those who do not see it. */
  altText?: string;
  /** What is said above it. */
  comment: string;
}

/**
 * Sends a file into the direct messages with a person: asks Slack for an address, puts the bytes there, and has it
 * shown. Throws like the Slack door.
 */
export async function sendFile(
  client: WebClient,
  gate: Gate,
  slackUserId: string,
  { name, title, bytes, comment, altText }: SentFile,
): Promise<void> {
  async function call<Answer>(method: string, make: () => Promise<Answer>): Promise<Answer> {
    gate.enter(method);
    return judged(gate, method, undefined, make);
  }
  const { channel } = await call("conversations.open", () => client.conversations.open({ users: slackUserId }));
  const { upload_url: address = "", file_id: id = "" } = await call("files.getUploadURLExternal", () =>
    client.files.getUploadURLExternal({ filename: name, length: bytes.length, ...(altText && { alt_txt: altText }) }),
  );
  const { ok, status } = await fetch(address, { method: "POST", body: bytes });
  if (!ok) throw new Error(`Slack answered the upload of a file with ${status}`);
  await call("files.completeUploadExternal", () =>
    client.files.completeUploadExternal({
      files: [{ id, title }],
      channel_id: channel?.id ?? "",
      initial_comment: comment,
    }),
  );
}
