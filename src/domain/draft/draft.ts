/** What the wizard keeps on the server between its steps (words.md 2). */
import { z } from "zod";
import { AutomaticRule } from "../automatic/automatic-rule.ts";
import { PolicySettings } from "../policy/policy-settings.ts";
import { Question } from "../policy/question.ts";

export const DRAFT_STEPS = ["basics", "resourceRoles", "policy", "review"] as const;
export type DraftStep = (typeof DRAFT_STEPS)[number];

/** How long a wizard that was left alone is offered again, in days. */
export const DRAFT_DAYS = 7;

/** The catalog chosen: one that exists, or one that will be stored together with the package. */
export const DraftCatalog = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("existing"), id: z.uuid() }),
  z.object({ kind: z.literal("new"), name: z.string(), description: z.string() }),
]);
export type DraftCatalog = z.infer<typeof DraftCatalog>;

/** What a draft that copies a package takes along although the wizard does not show it. */
export const CopiedContent = z.object({
  /** The name of the package that is copied. */
  from: z.string(),
  isHidden: z.boolean(),
  /** Of the policy that the wizard shows. */
  policyName: z.string().nullable(),
  /** People of that policy whom Slack does not know, by field path. */
  unseen: z.record(z.string(), z.array(z.uuid())),
  questions: z.array(Question),
  /** All policies but the first. */
  policies: z.array(z.object({ name: z.string(), settings: PolicySettings })),
  incompatible: z.object({ packages: z.array(z.uuid()), groups: z.array(z.uuid()) }),
  /** By which rule the copy is assigned automatically. */
  automatic: AutomaticRule.nullable().default(null),
  /** Whether there is such a rule, and it stays behind, as whoever copies may not write it. */
  isAutomaticLeftOut: z.boolean().default(false),
  /** The wizard chooses one role of each resource: these are further ones, which the copy does not have. */
  leftOut: z.array(z.object({ resource: z.string(), role: z.string() })).default([]),
});
export type CopiedContent = z.infer<typeof CopiedContent>;

/** Everything typed so far, right or wrong; the rules are asked at each step and again at `Create`. */
export const DraftContent = z.object({
  basics: z.object({
    name: z.string(),
    description: z.string(),
    /** Null: left empty, which means General (domain.md C3). */
    catalog: DraftCatalog.nullable(),
  }),
  resourceRoles: z.array(z.object({ resourceId: z.uuid(), role: z.string().nullable() })),
  /** The answers of the Policy step as they were typed, by field path; see policy-form.ts. Null: not yet seen. */
  policy: z.record(z.string(), z.union([z.string(), z.array(z.string())])).nullable(),
  copied: CopiedContent.optional(),
});
export type DraftContent = z.infer<typeof DraftContent>;
