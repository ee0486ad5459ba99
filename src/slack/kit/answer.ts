/** How listeners answer: the words for a refusal stand where the person looks. */
import type {
  AllMiddlewareArgs,
  App,
  ViewOutput,
  ViewResponseAction,
  SlackViewMiddlewareArgs,
  ViewClosedAction,
  ViewSubmitAction,
} from "@slack/bolt";
import type { KnownBlock, ModalView } from "@slack/types";
import { randomBytes } from "node:crypto";
import { Refusal } from "../../domain/fault.ts";
import type { Fault } from "../../domain/fault.ts";
import type { Logger } from "../../lib/log.ts";
import { briefly, isTemporary } from "../../lib/temporary.ts";
import { sentenceFor, sentenceForFailure, sentenceForOutage } from "../errors.ts";
import { inTime } from "./in-time.ts";
import { withAlert } from "./modal.ts";

/** What a failure is called towards a person; unknown failures are logged under the reference that they show. */
export function explain(error: unknown, log: Logger): { faults: readonly Fault[]; sentence: string } {
  if (error instanceof Refusal) {
    return { faults: error.faults, sentence: [...new Set(error.faults.map(sentenceFor))].join("\n") };
  }
  const reference = randomBytes(4).toString("hex");
  // Never the error itself: a failed query's message holds its values, and so what people typed.
  log.error({ reference, cause: briefly(error), frames: framesOf(error) }, "a listener failed");
  return { faults: [], sentence: isTemporary(error) ? sentenceForOutage() : sentenceForFailure(reference) };
}

/** Where the innermost error was thrown, without its message. */
function framesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  if (error.cause instanceof Error) return framesOf(error.cause);
  return (error.stack ?? "")
    .split("\n")
    .filter((line) => line.trimStart().startsWith("at "))
    .slice(0, 8);
}

export type Submission = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

export type Closing = SlackViewMiddlewareArgs<ViewClosedAction> & AllMiddlewareArgs;

/** Listens to a view that is closed without being submitted, where Slack was asked to tell of that. */
export function onClose(app: App, callbackId: string, listener: (closing: Closing) => Promise<void>): void {
  app.view<ViewClosedAction>({ callback_id: callbackId, type: "view_closed" }, listener);
}

/** Listens to the submission of a view; closing it is another matter. */
export function onSubmit(app: App, callbackId: string, listener: (submission: Submission) => Promise<void>): void {
  app.view<ViewSubmitAction>({ callback_id: callbackId, type: "view_submission" }, listener);
}

/**
 * Answers a submission: with what `work` gives, else with the errors on their fields.
 * What has no field in this view stands on top of it, and everything typed is kept.
 */
export async function answerSubmission(
  { ack, view }: Pick<Submission, "ack" | "view">,
  log: Logger,
  work: () => Promise<ViewResponseAction | undefined>,
  onRefusal: (faults: readonly Fault[]) => Promise<ViewResponseAction | undefined> = async () => undefined,
): Promise<void> {
  let answer: ViewResponseAction | undefined;
  try {
    answer = await inTime(work);
  } catch (error) {
    const { faults, sentence } = explain(error, log);
    answer = (await onRefusal(faults)) ??
      errorsOn(view, faults) ?? { response_action: "update", view: alerted(view, sentence) };
  }
  await (answer ? ack(answer) : ack());
}

/** Whether a fault is about a field that this view does not have. */
export function lacksField({ blocks }: ViewOutput, faults: readonly Fault[]): boolean {
  const inputs = new Set(blocks.filter(({ type }) => type === "input").map(({ block_id: id }) => id));
  return faults.some(({ field }) => field !== undefined && !inputs.has(field));
}

/** The faults on their fields, all of them; undefined when one of them has no field in this view. */
function errorsOn(view: ViewOutput, faults: readonly Fault[]): ViewResponseAction | undefined {
  const isFieldless = faults.some(({ field }) => field === undefined);
  if (faults.length === 0 || isFieldless || lacksField(view, faults)) return undefined;
  const sentences = new Map<string, Set<string>>();
  for (const fault of faults) {
    const field = fault.field ?? "";
    sentences.set(field, new Set([...(sentences.get(field) ?? []), sentenceFor(fault)]));
  }
  const errors = Object.fromEntries([...sentences].map(([field, told]) => [field, [...told].join(" ")]));
  return { response_action: "errors", errors };
}

/** The view as it stands, with a message on top. */
export function alerted(view: ViewOutput, sentence: string): ModalView {
  const { callback_id, title, submit, close, private_metadata, notify_on_close, blocks } = view;
  return {
    type: "modal",
    callback_id,
    title,
    ...(submit && { submit }),
    ...(close && { close }),
    private_metadata,
    ...(notify_on_close && { notify_on_close }),
    blocks: withAlert(blocks as KnownBlock[], sentence),
  };
}
