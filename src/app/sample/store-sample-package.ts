import type { DomainEvent } from "../../domain/event.ts";
import { FIRST_POLICY_NAME, PolicySettings } from "../../domain/policy/policy-settings.ts";
import { resourceIdsByOrigin } from "../../store/query/directory/resources.ts";
import { insertPackage, insertPolicy, insertResourceRoles } from "../../store/query/package.ts";
import type { SystemContext } from "../system-command.ts";

/** A ready-made package: any member may ask for it, and one of its approvers decides. */
export interface SamplePackage {
  name: string;
  description: string;
  /** The resource's id in sample/directory.yaml, and the role. */
  resourceRoles: readonly (readonly [resource: string, role: string])[];
  /** E-mail addresses; the first made the package. */
  approvers: readonly [string, ...string[]];
  expiresAfterDays: number;
}

/** Stores a ready-made package in its catalog, which holds the package's resources already. */
export async function storeSamplePackage(
  { tx, now, newId }: Pick<SystemContext<unknown>, "tx" | "now" | "newId">,
  catalogId: string,
  { name, description, resourceRoles, approvers, expiresAfterDays }: SamplePackage,
  personIds: ReadonlyMap<string, string>,
): Promise<DomainEvent[]> {
  const packageId = newId();
  const people = approvers.flatMap((email) => personIds.get(email) ?? []);
  const [createdBy] = people;
  if (createdBy === undefined) return [];
  await insertPackage(tx, { id: packageId, catalogId, name, description, createdBy, createdAt: now });
  const roles = [];
  for (const [origin, role] of resourceRoles)
    for (const resourceId of await resourceIdsByOrigin(tx, [origin])) roles.push({ resourceId, role });
  await insertResourceRoles(tx, packageId, roles);

  const policyId = newId();
  const settings = PolicySettings.parse({
    requestors: { scope: "allMemberUsers" },
    approval: {
      stages: [
        {
          approvers: { kind: "specific", people, groups: [] },
          decisionDays: 5,
          isApproverJustificationRequired: false,
          alternates: null,
        },
      ],
      isRequestorJustificationRequired: true,
    },
    expiration: { type: "afterDays", days: expiresAfterDays },
    extension: { isAllowed: true, isApprovalRequired: false },
    questions: [],
    review: null,
    isOnBehalfAllowed: true,
    isEnabled: true,
  } satisfies PolicySettings);
  const policy = { id: policyId, packageId, name: FIRST_POLICY_NAME, position: 0, settings, createdAt: now };
  await insertPolicy(tx, policy);
  return [
    {
      type: "package.created",
      target: { kind: "package", id: packageId },
      catalogId,
      after: { name, description, resourceRoles: roles },
    },
    {
      type: "policy.created",
      target: { kind: "policy", id: policyId },
      catalogId,
      packageId,
      after: { name: policy.name, settings },
    },
  ];
}
