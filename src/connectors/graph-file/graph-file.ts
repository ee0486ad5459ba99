/** What Microsoft Graph v1.0 gives of entitlement management, as far as it is looked at here; whatever else it says is let through. */
import { z } from "zod";

const text = z.string().nullish();
const flag = z.boolean().nullish();
const reference = z.looseObject({ id: z.string() });

/** A user, a group, an organization or a role such as the requestor's manager; its kind is in `@odata.type`. */
export const GraphSubject = z.looseObject({
  "@odata.type": z.string(),
  /** The display name, as a rule. */
  description: text,
  userId: text,
  groupId: text,
  connectedOrganizationId: text,
  managerLevel: z.int().nullish(),
});
export type GraphSubject = z.infer<typeof GraphSubject>;

const subjects = z.array(GraphSubject).nullish();

export const GraphResource = z.looseObject({ displayName: text, originId: text, originSystem: text });
export type GraphResource = z.infer<typeof GraphResource>;

export const GraphCatalog = z.looseObject({
  id: z.string(),
  displayName: z.string(),
  description: text,
  catalogType: text,
  state: text,
  isExternallyVisible: flag,
  resources: z.array(GraphResource).nullish(),
});
export type GraphCatalog = z.infer<typeof GraphCatalog>;

export const GraphRoleScope = z.looseObject({
  role: GraphResource.extend({ resource: GraphResource.nullish() }).nullish(),
  scope: GraphResource.extend({ isRootScope: flag }).nullish(),
});
export type GraphRoleScope = z.infer<typeof GraphRoleScope>;

export const GraphPackage = z.looseObject({
  id: z.string(),
  displayName: z.string(),
  description: text,
  isHidden: flag,
  catalog: reference.nullish(),
  catalogId: text,
  resourceRoleScopes: z.array(GraphRoleScope).nullish(),
  incompatibleAccessPackages: z.array(reference.extend({ displayName: text })).nullish(),
  incompatibleGroups: z.array(reference.extend({ displayName: text })).nullish(),
});
export type GraphPackage = z.infer<typeof GraphPackage>;

export const GraphStage = z.looseObject({
  durationBeforeAutomaticDenial: text,
  durationBeforeEscalation: text,
  isApproverJustificationRequired: flag,
  isEscalationEnabled: flag,
  primaryApprovers: subjects,
  fallbackPrimaryApprovers: subjects,
  escalationApprovers: subjects,
  fallbackEscalationApprovers: subjects,
});
export type GraphStage = z.infer<typeof GraphStage>;

export const GraphQuestion = z.looseObject({
  "@odata.type": z.string(),
  text: text,
  isRequired: flag,
  isSingleLineQuestion: flag,
  isMultipleSelectionAllowed: flag,
  regexPattern: text,
  sequence: z.number().nullish(),
  localizations: z.array(z.unknown()).nullish(),
  choices: z.array(z.looseObject({ actualValue: text, text: text })).nullish(),
});
export type GraphQuestion = z.infer<typeof GraphQuestion>;

/** Of a policy, the reviews of access through it. */
export const GraphReview = z.looseObject({
  isEnabled: flag,
  expirationBehavior: text,
  isRecommendationEnabled: flag,
  isReviewerJustificationRequired: flag,
  isSelfReview: flag,
  schedule: z
    .looseObject({
      startDateTime: text,
      expiration: z.looseObject({ duration: text }).nullish(),
      recurrence: z
        .looseObject({ pattern: z.looseObject({ type: text, interval: z.int().nullish() }).nullish() })
        .nullish(),
    })
    .nullish(),
  primaryReviewers: subjects,
  fallbackReviewers: subjects,
});
export type GraphReview = z.infer<typeof GraphReview>;

export const GraphPolicy = z.looseObject({
  id: z.string(),
  displayName: z.string(),
  accessPackage: reference.nullish(),
  accessPackageId: text,
  allowedTargetScope: z.string(),
  specificAllowedTargets: subjects,
  expiration: z.looseObject({ type: text, duration: text, endDateTime: text }).nullish(),
  requestorSettings: z
    .looseObject({
      enableTargetsToSelfAddAccess: flag,
      enableTargetsToSelfUpdateAccess: flag,
      enableOnBehalfRequestorsToAddAccess: flag,
      onBehalfRequestors: subjects,
    })
    .nullish(),
  requestApprovalSettings: z
    .looseObject({
      isApprovalRequiredForAdd: flag,
      isApprovalRequiredForUpdate: flag,
      isRequestorJustificationRequired: flag,
      stages: z.array(GraphStage).nullish(),
    })
    .nullish(),
  questions: z.array(GraphQuestion).nullish(),
  reviewSettings: GraphReview.nullish(),
  automaticRequestSettings: z.looseObject({ requestAccessForAllowedTargets: flag }).nullish(),
  customExtensionStageSettings: z.array(z.unknown()).nullish(),
  verifiableCredentialSettings: z.looseObject({ credentialTypes: z.array(z.unknown()).nullish() }).nullish(),
  notificationSettings: z.looseObject({ isAssignmentNotificationDisabled: flag }).nullish(),
});
export type GraphPolicy = z.infer<typeof GraphPolicy>;

/** A list, or a whole answer of Graph with the list in it. */
function listOf<Entry extends z.ZodType>(entry: Entry) {
  return z.preprocess(
    (raw) => (typeof raw === "object" && raw !== null && "value" in raw ? raw.value : raw),
    z.array(entry),
  );
}

export const GraphFile = z.strictObject({
  catalogs: listOf(GraphCatalog),
  accessPackages: listOf(GraphPackage),
  assignmentPolicies: listOf(GraphPolicy),
});
export type GraphFile = z.infer<typeof GraphFile>;
