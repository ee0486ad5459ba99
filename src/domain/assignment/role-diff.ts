/** One resource role, as a package names it and a person holds it. */
export interface ResourceRole {
  resourceId: string;
  role: string;
}

/** One text for one resource role, for sets and maps. */
export function roleKey({ resourceId, role }: ResourceRole): string {
  return `${resourceId} ${role}`;
}

/** What must be given and what taken away so that somebody has what the package gives now (domain.md 4.7, D11). */
export function roleDiff<Held extends ResourceRole>(
  wanted: readonly ResourceRole[],
  held: readonly Held[],
): { give: ResourceRole[]; take: Held[] } {
  const heldKeys = new Set(held.map(roleKey));
  const wantedKeys = new Set(wanted.map(roleKey));
  return {
    give: wanted.filter((role) => !heldKeys.has(roleKey(role))),
    take: held.filter((role) => !wantedKeys.has(roleKey(role))),
  };
}
