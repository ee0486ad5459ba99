import { z } from "zod";
import type { Conversation, StoredMessage } from "../conversations.ts";
import { jsonIn } from "../delivery/deliver.ts";
import { SlackRefusal } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { acceptedMessage } from "../view/accept.ts";
import { answerJson, answerText, bodyOf, type Exchange } from "./exchange.ts";

const Answer = z.looseObject({
  response_type: z.enum(["ephemeral", "in_channel"]).default("ephemeral"),
  replace_original: z.boolean().default(false),
  delete_original: z.boolean().default(false),
  thread_ts: z.string().optional(),
});

function replace(sandbox: Sandbox, conversation: Conversation, original: StoredMessage, body: unknown): void {
  const { text, blocks } = acceptedMessage(body);
  sandbox.conversations.edit(conversation, original, text === "" ? undefined : text, blocks);
}

function carryOut(sandbox: Sandbox, secret: string, body: unknown): void {
  const target = sandbox.responseUrls.use(secret);
  const parsed = Answer.safeParse(body);
  const conversation = sandbox.conversations.find(target.conversationId);
  if (!parsed.success || !conversation) throw new SlackRefusal("invalid_payload");
  const answer = parsed.data;
  const original = sandbox.conversations.message(conversation, target.messageTs);
  if (answer.delete_original) return original && sandbox.conversations.remove(conversation, original);
  if (answer.replace_original && original) return replace(sandbox, conversation, original, body);
  const { text, blocks } = acceptedMessage(body);
  const onlyFor = answer.response_type === "ephemeral" ? target.personId : undefined;
  sandbox.conversations.post(conversation, {
    author: sandbox.bot.userId,
    text,
    blocks,
    onlyFor,
    threadTs: answer.thread_ts,
  });
}

/** `/commands/:secret` and `/actions/:secret`: answers that come after the acknowledgement. */
export async function serveResponseUrl(sandbox: Sandbox, exchange: Exchange, secret: string): Promise<void> {
  try {
    carryOut(sandbox, secret, jsonIn(await bodyOf(exchange.request)));
    answerText(exchange, 200, "ok");
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    const gone = error.code === "expired_url" || error.code === "used_url";
    answerJson(exchange, gone ? 404 : 400, { ok: false, error: error.code, messages: error.details });
  }
}
