import type { ModalView } from "@slack/types";
import type { AssignForm } from "../../app/assignment/read-assign-form.ts";
import { JUSTIFICATION_MAX } from "../../domain/request/request.ts";
import { namesInWords } from "../cards/request-words.ts";
import { context, header } from "../kit/block.ts";
import { dateField, peopleField, selectField, textField } from "../kit/field.ts";
import { modal } from "../kit/modal.ts";
import { answerFields } from "../request-access/answer-fields.ts";
import { ACTION, CALLBACK } from "./ids.ts";

/** As many as a select shows. */
const POLICIES_MAX = 100;

/**
 * `Assign access`: to whom, through which policy, from when until when, why, and the answers to the questions of the
 * policy that is chosen. Its metadata is the package's id.
 */
export function assignView(
  { packageId, packageName, policies }: AssignForm,
  { policyId = null, people = [] }: { policyId?: string | null; people?: readonly string[] } = {},
): ModalView {
  const shown = policies.slice(0, POLICIES_MAX);
  const chosen = shown.length === 1 ? shown[0] : shown.find(({ id }) => id === policyId);
  return modal({
    callbackId: CALLBACK.form,
    title: "Assign access",
    submit: "Assign",
    metadata: packageId,
    blocks: [
      header(packageName),
      peopleField({
        path: "people",
        label: "Users",
        values: people,
        hint: "At most 100 people. All are assigned, or nobody.",
      }),
      selectField({
        path: "policyId",
        label: "Policy",
        choices: shown.map(({ id, name }) => ({ text: name, value: id })),
        value: chosen?.id,
        isDispatched: true,
        actionId: ACTION.choosePolicy,
      }),
      context(approvalInWords(shown)),
      dateField({
        path: "startDate",
        label: "Start date",
        isOptional: true,
        value: undefined,
        hint: "Left empty, access begins at once, or as soon as it is approved.",
      }),
      dateField({
        path: "endDate",
        label: "End date",
        isOptional: true,
        value: undefined,
        hint: "Left empty, access ends as the policy says.",
      }),
      textField({
        path: "justification",
        label: "Justification",
        isOptional: true,
        value: "",
        limit: JUSTIFICATION_MAX,
        isMultiline: true,
      }),
      ...(chosen ? answerFields(chosen.id, chosen.questions, []) : []),
    ],
  });
}

/** Which of the policies ask for approval, whoever assigns (domain.md C11). */
function approvalInWords(policies: AssignForm["policies"]): string {
  const asking = policies.filter(({ asksApproval }) => asksApproval);
  if (asking.length === 0) return "No approval is needed.";
  if (asking.length === policies.length) return "Approval is asked for as the policy says, whoever assigns.";
  return `Approval is asked for, whoever assigns, through: ${namesInWords(asking.map(({ name }) => name))}.`;
}
