/** Which resource roles an event is about: what a package gives, and what became of it for one person. */
import { z } from "zod";
import type { Noted } from "../../app/history/read-history.ts";
import { roleDiff } from "../../domain/assignment/role-diff.ts";
import type { ResourceRole } from "../../domain/assignment/role-diff.ts";
import { clip } from "../../lib/text.ts";
import { deliveryFailureInWords, namesInWords } from "../cards/request-words.ts";

const ROLE_MAX = 100;
const ROLES_SHOWN = 5;

const PackageRoles = z.array(z.object({ resourceId: z.string(), role: z.string() }));

/** The roles that came into a package and left it; all of them where nothing is noted of before. */
export function roleChanges(before: Noted, after: Noted, names: ReadonlyMap<string, string>): string[] {
  const now = PackageRoles.safeParse(after["resourceRoles"]);
  if (!now.success) return [];
  const { give, take } = roleDiff(now.data, PackageRoles.safeParse(before["resourceRoles"]).data ?? []);
  const named = ({ resourceId, role }: ResourceRole) =>
    inWords(role, names.get(resourceId) ?? "something that is gone");
  return [...line("Resource roles added", give.map(named)), ...line("Resource roles removed", take.map(named))];
}

const DeliveredRoles = z.array(
  z.object({
    resource: z.string(),
    role: z.string(),
    state: z.string(),
    failure: z.string().optional(),
    stays: z.string().optional(),
  }),
);
type DeliveredRole = z.infer<typeof DeliveredRoles>[number];

/** What was given or taken away, what could not be and why, and what stays. */
export function deliveredRoles(after: Noted): string[] {
  const roles = DeliveredRoles.safeParse(after["roles"]).data ?? [];
  const done = (state: string) => roles.filter((each) => each.state === state && !each.failure && !each.stays);
  const staying = (why: string) => roles.filter(({ stays }) => stays === why);
  const named = ({ role, resource }: DeliveredRole) => inWords(role, resource);
  return [
    ...line("Given", done("granted").map(named)),
    ...line("Taken away", done("revoked").map(named)),
    ...line("Stays, as it was held before", staying("heldBefore").map(named)),
    ...line("Stays, as other access gives it", staying("givenElsewhere").map(named)),
    ...line(
      "Failed",
      roles.flatMap((each) => (each.failure ? [`${named(each)} (${deliveryFailureInWords(each.failure)})`] : [])),
    ),
  ];
}

function inWords(role: string, resource: string): string {
  return `${clip(role, ROLE_MAX)} on ${clip(resource, ROLE_MAX)}`;
}

function line(label: string, roles: readonly string[]): string[] {
  return roles.length === 0 ? [] : [`${label}: ${namesInWords(roles, ROLES_SHOWN)}`];
}
