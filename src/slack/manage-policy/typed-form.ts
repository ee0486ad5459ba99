import type { ViewOutput } from "@slack/bolt";
import type { WantedForm } from "../../app/policy/read-policy-form.ts";
import { answersIn } from "../create-package/save-typed.ts";
import { readTyped, textAt } from "../kit/state.ts";
import { readMetadata } from "./policy-form-view.ts";

/** What stands in the form of a policy: people are Slack user ids. */
export function typedIn({ state }: ViewOutput) {
  const { name, ...answers } = readTyped(state.values);
  return { name: textAt({ name: name ?? "" }, "name"), answers: answersIn(answers) };
}

/** The form as it is filled in, of the policy that it is about. */
export function wantedFor(view: ViewOutput): WantedForm {
  const { packageId, policy } = readMetadata(view.private_metadata);
  return { ...(policy ? { policyId: policy.id } : { packageId }), typed: typedIn(view) };
}
