/**
 * Packages as code: what a file of catalogs, packages and policies holds. People, groups, resources and organizations are
 * named as they are known outside; whatever else is as in the domain. Its JSON schema is docs/packages.schema.json.
 */
import { z } from "zod";
import { AutomaticRule } from "../automatic/automatic-rule.ts";
import type { CatalogRole } from "../catalog/catalog.ts";
import {
  APPROVERS_MAX,
  DECISION_DAYS_MAX,
  Expiration,
  ORGANIZATIONS_MAX,
  STAGES_MAX,
} from "../policy/policy-settings.ts";
import { Question, QUESTIONS_MAX } from "../policy/question.ts";
import { ReviewSettings, REVIEWERS_MAX } from "../review/review-settings.ts";
import { RESOURCE_TYPES } from "../resource/resource.ts";

const said = (schema: z.ZodString, description: string) => schema.describe(description);
const filled = z.string().min(1, "is empty");

const person = said(filled, "An e-mail address; the Slack user id of somebody who has none.");
const people = z.array(person);
const member = said(
  filled,
  "An e-mail address, the Slack user id of somebody who has none, or the @handle of a Slack user group.",
);
const groups = z.array(said(filled, "The id of a group in the directory."));

export const ResourceEntry = z.strictObject({
  type: z.enum(RESOURCE_TYPES),
  id: said(filled, "The resource's id in the directory."),
});
export type ResourceEntry = z.infer<typeof ResourceEntry>;

const ResourceRoleEntry = ResourceEntry.extend({ role: filled });

const RequestorsEntry = z.discriminatedUnion("scope", [
  z.strictObject({
    scope: z.literal("specificDirectoryUsers"),
    people: people.default([]),
    groups: groups.default([]),
  }),
  z.strictObject({ scope: z.literal("allMemberUsers") }),
  z.strictObject({ scope: z.literal("allDirectoryUsers") }),
  z.strictObject({
    scope: z.literal("specificConnectedOrganizationUsers"),
    organizations: z
      .array(said(filled, "The id of a connected organization in the directory."))
      .min(1)
      .max(ORGANIZATIONS_MAX),
  }),
  z.strictObject({ scope: z.literal("allConfiguredConnectedOrganizationUsers") }),
  z.strictObject({ scope: z.literal("allExternalUsers") }),
  z.strictObject({ scope: z.literal("notSpecified") }),
]);

const StageEntry = z.strictObject({
  approvers: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("specific"), people: people.default([]), groups: groups.default([]) }),
    z.strictObject({ kind: z.literal("manager"), fallback: people.min(1).max(APPROVERS_MAX) }),
    z.strictObject({ kind: z.literal("catalogOwners") }),
  ]),
  decisionDays: z.int().min(1).max(DECISION_DAYS_MAX),
  isApproverJustificationRequired: z.boolean(),
  alternates: z
    .strictObject({ people: people.min(1).max(APPROVERS_MAX), afterDays: z.int().min(1) })
    .nullable()
    .default(null),
});

const ReviewEntry = ReviewSettings.extend({
  reviewers: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("self") }),
    z.strictObject({ kind: z.literal("specific"), people: people.min(1).max(REVIEWERS_MAX) }),
    z.strictObject({ kind: z.literal("manager"), fallback: people.min(1).max(REVIEWERS_MAX) }),
  ]),
});

/** All that a policy is, as in PolicySettings. */
export const PolicyEntry = z.strictObject({
  name: filled,
  isEnabled: z.boolean(),
  requestors: RequestorsEntry,
  approval: z.strictObject({
    stages: z.array(StageEntry).max(STAGES_MAX),
    isRequestorJustificationRequired: z.boolean(),
  }),
  expiration: Expiration,
  extension: z.strictObject({ isAllowed: z.boolean(), isApprovalRequired: z.boolean() }),
  questions: z.array(Question).max(QUESTIONS_MAX).default([]),
  review: ReviewEntry.nullable().default(null),
  isOnBehalfAllowed: z
    .boolean()
    .default(false)
    .describe("Whether managers may ask for their direct reports; only with a scope in the directory."),
});
export type PolicyEntry = z.infer<typeof PolicyEntry>;

export const PackageEntry = z.strictObject({
  name: filled,
  description: z.string().optional(),
  isHidden: z.boolean().optional(),
  resourceRoles: z.array(ResourceRoleEntry).optional(),
  incompatiblePackages: z
    .array(z.strictObject({ catalog: filled, package: filled }))
    .optional()
    .describe("What whoever asks for the package must not hold."),
  incompatibleGroups: groups.optional(),
  policies: z.array(PolicyEntry).default([]),
  automaticAssignment: AutomaticRule.nullable()
    .optional()
    .describe(
      "By which attributes people are assigned the package; null: by none, and a rule that is there is removed.",
    ),
});
export type PackageEntry = z.infer<typeof PackageEntry>;

const members = z.array(member).optional();

export const CatalogEntry = z.strictObject({
  name: filled,
  description: z.string().optional(),
  approvalsChannel: filled.nullable().optional().describe("The id of a Slack channel; null: direct messages."),
  isEnabled: z.boolean().optional(),
  isEnabledForExternalUsers: z.boolean().optional(),
  members: z
    .strictObject({
      owner: members,
      packageManager: members,
      assignmentManager: members,
      reader: members,
    } satisfies Record<CatalogRole, unknown>)
    .optional()
    .describe("Who holds the catalog's roles; a role that is left out stays as it is."),
  resources: z.array(ResourceEntry).optional(),
  packages: z.array(PackageEntry).default([]),
});
export type CatalogEntry = z.infer<typeof CatalogEntry>;

export const PackagesFile = z.strictObject({ catalogs: z.array(CatalogEntry) });
export type PackagesFile = z.infer<typeof PackagesFile>;

/** The published JSON schema, for editors. What has a default need not be there. */
export function packagesJsonSchema(): object {
  return { title: "Access packages as code", ...z.toJSONSchema(PackagesFile, { io: "input" }) };
}
