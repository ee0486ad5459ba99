import type { ViewOutput, ViewResponseAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { Fault } from "../../domain/fault.ts";
import type { Logger } from "../../lib/log.ts";
import { sentenceFor } from "../errors.ts";
import { alerted, explain, lacksField } from "./answer.ts";
import { headedBy } from "./modal.ts";

/** The form as it is drawn anew; where that fails, as it stands, with what went wrong on top. */
export async function redrawn(
  log: Logger,
  view: ViewOutput,
  redraw: () => Promise<ModalView>,
): Promise<ViewResponseAction> {
  try {
    return { response_action: "update", view: await redraw() };
  } catch (error) {
    return { response_action: "update", view: alerted(view, explain(error, log).sentence) };
  }
}

/**
 * Where a form was submitted before it had taken the shape of what is chosen in it, and so lacks a field that must be
 * filled in: the form in that shape, with the faults on top. Undefined where every fault has its field.
 */
export async function withLackingFields(
  log: Logger,
  view: ViewOutput,
  faults: readonly Fault[],
  redraw: () => Promise<ModalView>,
): Promise<ViewResponseAction | undefined> {
  if (!lacksField(view, faults)) return undefined;
  const sentences = [...new Set(faults.map(sentenceFor))].join("\n");
  return redrawn(log, view, async () => headedBy(sentences, await redraw()));
}
