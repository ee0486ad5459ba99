import { z } from "zod";
import { refuseIfAny } from "../../domain/fault.ts";
import { checkPolicy } from "./check-policy.ts";
import { draftCommand, StepMove, storeDraft } from "./draft-command.ts";

const SavePolicy = StepMove.extend({ answers: z.record(z.string(), z.union([z.string(), z.array(z.string())])) });

/** Keeps the answers of the Policy step as they were typed. */
export const savePolicy = draftCommand("draft.savePolicy", SavePolicy, async (context) => {
  const { tx, by, now, input, target } = context;
  if (input.check) refuseIfAny((await checkPolicy(tx, by, input.answers, now)).faults);
  return storeDraft(context, { ...target.content, policy: input.answers }, input.goTo);
});
