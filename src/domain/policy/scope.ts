/** Graph's allowedTargetScope: whom a policy lets ask (domain.md 4.1, 5.5). */
export const REQUESTOR_SCOPES = [
  "specificDirectoryUsers",
  "allMemberUsers",
  "allDirectoryUsers",
  "specificConnectedOrganizationUsers",
  "allConfiguredConnectedOrganizationUsers",
  "allExternalUsers",
  "notSpecified",
] as const;
export type RequestorScope = (typeof REQUESTOR_SCOPES)[number];

/** The scopes of people in the directory, as against those outside it. */
export const DIRECTORY_SCOPES = [
  "specificDirectoryUsers",
  "allMemberUsers",
  "allDirectoryUsers",
] as const satisfies readonly RequestorScope[];

/** What a policy's list of requestors can name. */
export const POLICY_SUBJECT_KINDS = ["person", "group", "organization"] as const;
