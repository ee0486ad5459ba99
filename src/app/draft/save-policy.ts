import { z } from "zod";
import { refuseIfAny } from "../../domain/fault.ts";
import { checkPolicy } from "./check-policy.ts";
import { draftCommand, moveDraft, StepMove } from "./draft-command.ts";

const SavePolicy = StepMove.extend({ answers: z.record(z.string(), z.union([z.string(), z.array(z.string())])) });

/** Keeps the answers of the Policy step as they were typed; answers to fields that are not shown now stay too. */
export const savePolicy = draftCommand("draft.savePolicy", SavePolicy, async (context) => {
  const { tx, by, now, input, target } = context;
  const policy = { ...target.content.policy, ...input.answers };
  if (input.check) refuseIfAny((await checkPolicy(tx, by, policy, now, target.content.copied?.unseen)).faults);
  return moveDraft(context, { ...target.content, policy });
});
