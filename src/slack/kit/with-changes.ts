import type { ViewOutput, ViewResponseAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { Fault } from "../../domain/fault.ts";
import type { Logger } from "../../lib/log.ts";
import { redrawn } from "./redrawn.ts";

/**
 * Where somebody changed in between what a form is about: the form as `redraw` gives it, with what they changed above
 * what was typed; it is saved by `Save` alone. Undefined where the refusal has another reason.
 */
export async function withChanges(
  log: Logger,
  view: ViewOutput,
  faults: readonly Fault[],
  redraw: () => Promise<ModalView>,
): Promise<ViewResponseAction | undefined> {
  if (!faults.some(({ code }) => code === "changedMeanwhile")) return undefined;
  return redrawn(log, view, redraw);
}
