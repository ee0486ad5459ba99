/** Which blocks may stand where. */
import { z } from "zod";
import { ImageBlock, limited, plainText, RichText } from "./composition.ts";
import { Actions, Alert, Context, Divider, Header, Input, ModalInput, Section, Video } from "./core-blocks.ts";
import {
  Card,
  Carousel,
  Container,
  ContextActions,
  DataTable,
  DataVisualization,
  FileBlock,
  Markdown,
  Plan,
  Table,
  TaskCard,
} from "./newer-blocks.ts";

const everywhere = [Section, Header, Divider, Context, Actions, ImageBlock, Video, RichText] as const;
const wide = [...everywhere, Input, Table, DataTable, Card, Carousel, Container] as const;

const ModalBlock = z.discriminatedUnion("type", [...everywhere, ModalInput, Alert]);
const HomeBlock = z.discriminatedUnion("type", [...wide]);
const MessageBlock = z.discriminatedUnion("type", [
  ...wide,
  Markdown,
  DataVisualization,
  Plan,
  TaskCard,
  ContextActions,
  FileBlock,
]);

const viewKeys = {
  private_metadata: limited(3_000, 0).optional(),
  callback_id: limited(255, 0).optional(),
  external_id: limited(255, 0).optional(),
};

export const Modal = z.strictObject({
  type: z.literal("modal"),
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  blocks: z.array(ModalBlock).max(100),
  ...viewKeys,
});

export const Home = z.strictObject({ type: z.literal("home"), blocks: z.array(HomeBlock).max(100), ...viewKeys });

/** The shape of what a message may show; what else is said with it is the business of each method. */
export const Message = z.looseObject({
  text: z.string().optional(),
  markdown_text: z.string().optional(),
  blocks: z.array(MessageBlock).max(50).optional(),
  attachments: z.array(z.looseObject({ blocks: z.array(MessageBlock).max(50).optional() })).optional(),
  metadata: z
    .strictObject({ event_type: z.string().min(1), event_payload: z.looseObject({}) })
    .or(z.strictObject({}))
    .optional(),
});
