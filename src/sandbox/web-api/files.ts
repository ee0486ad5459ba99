import type { KnownBlock } from "@slack/types";
import { z } from "zod";
import { existing } from "../conversations.ts";
import type { Conversation } from "../conversations.ts";
import type { StoredFile } from "../files.ts";
import { SlackRefusal } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Args } from "./args.ts";

const LARGEST_BYTES = 1024 ** 3;
const ALT_TEXT_MAX = 1_000;

export function filesGetUploadUrl(sandbox: Sandbox, args: Args): object {
  const length = args.count("length") ?? 0;
  if (!Number.isInteger(length) || length <= 0)
    throw new SlackRefusal("invalid_arguments", ["[ERROR] length must be a positive number of bytes"]);
  if (length > LARGEST_BYTES) throw new SlackRefusal("file_upload_size_restricted");
  const altText = args.text("alt_txt");
  if (altText !== undefined && altText.length > ALT_TEXT_MAX) throw new SlackRefusal("alt_txt_too_large");
  const { id } = sandbox.files.announce(args.text("filename") ?? "", length, altText);
  return { upload_url: `${sandbox.url()}/upload/${id}`, file_id: id };
}

const Uploaded = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);

export function filesCompleteUpload(sandbox: Sandbox, args: Args): object {
  const uploaded = Uploaded.safeParse(args.json("files"));
  if (!uploaded.success) throw new SlackRefusal("invalid_arguments", ["[ERROR] files must be a list of ids"]);
  const files = uploaded.data.map(({ id, title }) => ({ file: finished(sandbox, id), title }));
  const channel = args.text("channel_id");
  const conversation = channel === undefined ? undefined : shareable(sandbox, channel);
  for (const { file } of files) file.isShared = true;
  if (conversation) {
    const comment = args.text("initial_comment");
    sandbox.conversations.post(conversation, {
      author: sandbox.bot.userId,
      text: comment ?? "",
      threadTs: args.text("thread_ts"),
      files: files.map(({ file: { id, name }, title = name }) => ({ id, name, title })),
      blocks: [
        ...(comment === undefined ? [] : [section(comment)]),
        ...files.flatMap(({ file, title }) => shown(sandbox, file, title ?? file.name)),
      ],
    });
  }
  return { files: files.map(({ file: { id, name }, title = name }) => ({ id, title })) };
}

/** A file whose bytes have come, and that is not completed yet. */
function finished(sandbox: Sandbox, id: string): StoredFile {
  const file = sandbox.files.find(id);
  if (!file?.bytes || file.isShared) throw new SlackRefusal("file_not_found");
  return file;
}

/** Files go to conversations that the bot is in, by the conversation's id and never by a person's. */
function shareable(sandbox: Sandbox, channel: string): Conversation {
  const found = existing(sandbox.conversations.find(channel));
  if (!found.botIsMember) throw new SlackRefusal(found.isPrivate ? "channel_not_found" : "not_in_channel");
  return found;
}

/** Slack shows a picture, and a card with a link for everything else. */
function shown(sandbox: Sandbox, { id, name, length, altText }: StoredFile, title: string): KnownBlock[] {
  const address = `${sandbox.url()}/files/${id}/${encodeURIComponent(name)}`;
  const link = section(`<${address}|${escaped(title)}> (${length.toLocaleString("en")} bytes)`);
  return name.endsWith(".png") ? [{ type: "image", image_url: address, alt_text: altText ?? title }, link] : [link];
}

function section(text: string): KnownBlock {
  return { type: "section", text: { type: "mrkdwn", text } };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
