/**
 * A policy, whole: who may ask, who approves, when access ends (domain.md 3.2, 4).
 * Stored as it is parsed here, and read back through the same schema.
 */
import { z } from "zod";
import { ReviewSettings } from "../review/review-settings.ts";
import { Question, QUESTIONS_MAX } from "./question.ts";

export const SUBJECTS_MAX = 500;
/** As many groups or organizations as one select can show. */
export const GROUPS_MAX = 100;
export const ORGANIZATIONS_MAX = 100;
export const APPROVERS_MAX = 100;
export const STAGES_MAX = 3;
export const DECISION_DAYS_MAX = 14;
/** Alternates can only be asked when the stage lasts at least this long (domain.md C7). */
export const ALTERNATES_LEAST_DAYS = 4;
export const EXPIRATION_DAYS_MAX = 3660;
export const EXPIRATION_HOURS_MAX = EXPIRATION_DAYS_MAX * 24;

const personIds = z.array(z.uuid());
const groupIds = z.array(z.uuid());

export const Requestors = z.discriminatedUnion("scope", [
  z.strictObject({ scope: z.literal("specificDirectoryUsers"), people: personIds, groups: groupIds }),
  z.strictObject({ scope: z.literal("allMemberUsers") }),
  z.strictObject({ scope: z.literal("allDirectoryUsers") }),
  z.strictObject({
    scope: z.literal("specificConnectedOrganizationUsers"),
    organizations: z.array(z.uuid()).min(1).max(ORGANIZATIONS_MAX),
  }),
  z.strictObject({ scope: z.literal("allConfiguredConnectedOrganizationUsers") }),
  z.strictObject({ scope: z.literal("allExternalUsers") }),
  z.strictObject({ scope: z.literal("notSpecified") }),
]);
export type Requestors = z.infer<typeof Requestors>;

export const StageApprovers = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("specific"), people: personIds, groups: groupIds }),
  /** The requestor's manager; the fallback decides where there is none (domain.md 4.4). */
  z.strictObject({ kind: z.literal("manager"), fallback: personIds.min(1).max(APPROVERS_MAX) }),
  z.strictObject({ kind: z.literal("catalogOwners") }),
]);
export type StageApprovers = z.infer<typeof StageApprovers>;

export const ApprovalStage = z.strictObject({
  approvers: StageApprovers,
  decisionDays: z.int().min(1).max(DECISION_DAYS_MAX),
  isApproverJustificationRequired: z.boolean(),
  /** Who is asked as well when nobody has decided after `afterDays`. */
  alternates: z.strictObject({ people: personIds.min(1).max(APPROVERS_MAX), afterDays: z.int().min(1) }).nullable(),
});
export type ApprovalStage = z.infer<typeof ApprovalStage>;

export const Expiration = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("noExpiration") }),
  /** The end of that day in the zone of whoever wrote the policy (domain.md 4.5). */
  z.strictObject({ type: z.literal("onDate"), date: z.iso.date(), timeZone: z.string() }),
  z.strictObject({ type: z.literal("afterDays"), days: z.int().min(1).max(EXPIRATION_DAYS_MAX) }),
  z.strictObject({ type: z.literal("afterHours"), hours: z.int().min(1).max(EXPIRATION_HOURS_MAX) }),
]);
export type Expiration = z.infer<typeof Expiration>;

export const PolicySettings = z.strictObject({
  requestors: Requestors,
  /** No stages: approved at once. */
  approval: z.strictObject({
    stages: z.array(ApprovalStage).max(STAGES_MAX),
    isRequestorJustificationRequired: z.boolean(),
  }),
  expiration: Expiration,
  extension: z.strictObject({ isAllowed: z.boolean(), isApprovalRequired: z.boolean() }),
  /** What whoever asks is asked in turn; policies from before there were questions have none. */
  questions: z.array(Question).max(QUESTIONS_MAX).default([]),
  /** Null: access through it is not reviewed, as through policies from before there were reviews. */
  review: ReviewSettings.nullable().default(null),
  /** Whether managers may ask for their direct reports (domain.md 3.2); policies from before that was possible say no. */
  isOnBehalfAllowed: z.boolean().default(false),
  isEnabled: z.boolean(),
});
export type PolicySettings = z.infer<typeof PolicySettings>;

export const POLICY_NAME_MAX = 100;

/** The name of the policy that the wizard makes (domain.md 3.2). */
export const FIRST_POLICY_NAME = "Initial policy";
