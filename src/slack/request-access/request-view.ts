import type { KnownBlock, ModalView } from "@slack/types";
import { z } from "zod";
import type { RequestedPackage } from "../../app/request/read-request-form.ts";
import type { RequestorChoice } from "../../app/request/requestor.ts";
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
import { parseMetadata } from "../kit/metadata.ts";

type OfferedPolicy = RequestedPackage["policies"][number];

/** What the form was opened for; it holds ids only. */
const Purpose = z.object({
  /** The package that was named: it is offered although it may be hidden. */
  named: z.uuid().nullable(),
  /** The request that this one repeats. */
  repeats: z.uuid().nullable(),
  /** The direct report for whom the form is drawn; null for whoever asks. */
  reportId: z.uuid().nullable().default(null),
});
export type Purpose = z.infer<typeof Purpose>;

export function readPurpose(metadata: string): Purpose {
  return parseMetadata(Purpose, metadata);
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

/** Whom the form is for, and what is chosen and typed in it. */
export interface RequestForm {
  purpose: Purpose;
  choice: RequestorChoice;
  wanted: RequestedPackage | null;
  typed: TypedRequest;
}

/** `Request access`: its fields follow from the person, the package and the policy that are chosen. */
export function requestView({ purpose, choice, wanted, typed }: RequestForm): ModalView {
  const policy = wanted === null ? undefined : chosenPolicy(wanted, typed.policyId);
  const blocks: KnownBlock[] = [
    ...(choice.hasReports ? [requestorField(choice)] : []),
    searchField({
      path: "packageId",
      label: "Access package",
      isDispatched: true,
      // What was chosen for one person does not stay for the next.
      actionId: `${FORM_ACTION.choosePackage}:${choice.chosen?.id ?? MYSELF.value}`,
      value: wanted && packageChoice(wanted),
    }),
    ...(wanted ? aboutPackage(wanted, typed.policyId, choice) : []),
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

/** The choice in `Request for` that is whoever asks. */
export const MYSELF = { text: "Myself", value: "self" } as const;

function requestorField({ chosen }: RequestorChoice): KnownBlock {
  return searchField({
    path: "requestFor",
    label: "Request for",
    isDispatched: true,
    actionId: FORM_ACTION.chooseRequestor,
    value: chosen ? requestorChoice(chosen) : MYSELF,
  });
}

/** A direct report as the select `Request for` shows them. */
export function requestorChoice({ id, name }: { id: string; name: string }) {
  return { text: name, value: id };
}

/** The package as the select `Access package` shows it; the catalog tells packages of one name apart. */
export function packageChoice({ id, name, catalogName }: Pick<RequestedPackage, "id" | "name" | "catalogName">) {
  return { text: name, value: id, description: catalogName };
}

function chosenPolicy({ policies }: RequestedPackage, policyId: string | null): OfferedPolicy | undefined {
  return policies.length === 1 ? policies[0] : policies.find(({ id }) => id === policyId);
}

function aboutPackage(wanted: RequestedPackage, policyId: string | null, { chosen }: RequestorChoice): KnownBlock[] {
  const { id, description, catalogName, resourceRoles, policies, names } = wanted;
  const isChoice = policies.length > 1;
  const terms = policies
    .slice(0, POLICIES_TOLD)
    .map(({ name, settings }) => `${isChoice ? `${name}: ` : ""}${termsInWords(settings, names).join(" ")}`);
  return [
    paragraph(clip(description, DESCRIPTION_MAX)),
    context(`Catalog: ${catalogName}`),
    paragraph(clip(rolesInWords(resourceRoles), LIST_MAX)),
    ...(isChoice ? [policyField(`${id}:${chosen?.id ?? MYSELF.value}`, policies, policyId)] : []),
    ...terms.map(context),
  ];
}

/** Another id for each package and person, so that the choice made for one does not stay for the next. */
function policyField(wanted: string, policies: readonly OfferedPolicy[], policyId: string | null): KnownBlock {
  return selectField({
    path: "policyId",
    label: "Policy",
    isDispatched: true,
    actionId: `${FORM_ACTION.choosePolicy}:${wanted}`,
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
