import type { KnownBlock, ModalView } from "@slack/types";
import { z } from "zod";
import type { RequestedPackage } from "../../app/request/read-request-form.ts";
import type { Answer } from "../../domain/request/answers.ts";
import { JUSTIFICATION_MAX } from "../../domain/request/request.ts";
import { clip } from "../../lib/text.ts";
import { context, paragraph } from "../kit/block.ts";
import { dateField, radioField, searchField, selectField, textField } from "../kit/field.ts";
import { modal } from "../kit/modal.ts";
import { rolesInWords } from "../show-package/package-card.ts";
import { termsInWords } from "../show-package/policy-in-words.ts";
import { answerFields } from "./answer-fields.ts";
import { CALLBACK, FORM_ACTION } from "./ids.ts";

type OfferedPolicy = RequestedPackage["policies"][number];

/** What the form was opened for; it holds ids only. */
const Purpose = z.object({
  /** The package that was named: it is offered although it may be hidden. */
  named: z.uuid().nullable(),
  /** The request that this one repeats. */
  repeats: z.uuid().nullable(),
});
export type Purpose = z.infer<typeof Purpose>;

export function readPurpose(metadata: string): Purpose {
  return Purpose.parse(JSON.parse(metadata));
}

/** What stands in the form's fields. */
export interface TypedRequest {
  policyId: string | null;
  justification: string;
  answers: readonly Answer[];
  isForPeriod: boolean;
  startDate: string | null;
  endDate: string | null;
}

export const NOTHING_TYPED: TypedRequest = {
  policyId: null,
  justification: "",
  answers: [],
  isForPeriod: false,
  startDate: null,
  endDate: null,
};

const DESCRIPTION_MAX = 1_000;
const LIST_MAX = 2_500;
const POLICIES_TOLD = 10;
/** As many as a select shows. */
const POLICIES_MAX = 100;
const YES_NO = [
  { text: "Yes", value: "yes" },
  { text: "No", value: "no" },
];

/** `Request access`: its fields follow from the package and the policy that are chosen. */
export function requestView(purpose: Purpose, wanted: RequestedPackage | null, typed: TypedRequest): ModalView {
  const policy = wanted === null ? undefined : chosenPolicy(wanted, typed.policyId);
  const blocks: KnownBlock[] = [
    searchField({
      path: "packageId",
      label: "Access package",
      isDispatched: true,
      actionId: FORM_ACTION.choosePackage,
      value: wanted && packageChoice(wanted),
    }),
    ...(wanted ? aboutPackage(wanted, typed.policyId) : []),
    textField({
      path: "justification",
      label: "Business justification",
      isOptional: !policy?.settings.approval.isRequestorJustificationRequired,
      value: typed.justification,
      limit: JUSTIFICATION_MAX,
      isMultiline: true,
    }),
    ...(policy ? answerFields(policy.id, policy.settings.questions, typed.answers) : []),
    radioField({
      path: "isForPeriod",
      label: "Request for specific period?",
      isDispatched: true,
      actionId: FORM_ACTION.choosePeriod,
      choices: YES_NO,
      value: typed.isForPeriod ? "yes" : "no",
    }),
    ...(typed.isForPeriod ? periodFields(typed) : []),
  ];
  return modal({
    callbackId: CALLBACK.form,
    title: "Request access",
    submit: "Submit",
    metadata: JSON.stringify(purpose),
    blocks,
  });
}

/** The package as the select `Access package` shows it; the catalog tells packages of one name apart. */
export function packageChoice({ id, name, catalogName }: Pick<RequestedPackage, "id" | "name" | "catalogName">) {
  return { text: name, value: id, description: catalogName };
}

function chosenPolicy({ policies }: RequestedPackage, policyId: string | null): OfferedPolicy | undefined {
  return policies.length === 1 ? policies[0] : policies.find(({ id }) => id === policyId);
}

function aboutPackage(wanted: RequestedPackage, policyId: string | null): KnownBlock[] {
  const { id, description, catalogName, resourceRoles, policies, names } = wanted;
  const isChoice = policies.length > 1;
  const terms = policies
    .slice(0, POLICIES_TOLD)
    .map(({ name, settings }) => `${isChoice ? `${name}: ` : ""}${termsInWords(settings, names).join(" ")}`);
  return [
    paragraph(clip(description, DESCRIPTION_MAX)),
    context(`Catalog: ${catalogName}`),
    paragraph(clip(rolesInWords(resourceRoles), LIST_MAX)),
    ...(isChoice ? [policyField(id, policies, policyId)] : []),
    ...terms.map(context),
  ];
}

/** Another id for each package, so that the choice made for one does not stay for the next. */
function policyField(packageId: string, policies: readonly OfferedPolicy[], policyId: string | null): KnownBlock {
  return selectField({
    path: "policyId",
    label: "Policy",
    isDispatched: true,
    actionId: `${FORM_ACTION.choosePolicy}:${packageId}`,
    choices: policies.slice(0, POLICIES_MAX).map(({ id, name }) => ({ text: name, value: id })),
    value: policyId ?? undefined,
  });
}

function periodFields({ startDate, endDate }: TypedRequest): KnownBlock[] {
  return [
    dateField({
      path: "startDate",
      label: "Start date",
      isOptional: true,
      value: startDate ?? undefined,
      hint: "Left empty, access begins as soon as it is approved.",
    }),
    dateField({
      path: "endDate",
      label: "End date",
      isOptional: true,
      value: endDate ?? undefined,
      hint: "Left empty, access ends as the policy says.",
    }),
  ];
}
