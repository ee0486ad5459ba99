/** What has happened, in the past tense: each event becomes one audit row, and the jobs that follow from it. */

export type EntityKind =
  | "catalog"
  | "package"
  | "policy"
  | "resource"
  | "request"
  | "assignment"
  | "directory"
  | "person";

interface EventOf<Type extends string, Kind extends EntityKind> {
  type: Type;
  target: { kind: Kind; id: string };
  catalogId?: string;
  before?: unknown;
  after?: unknown;
  reason?: string;
}

export type DomainEvent =
  | EventOf<"catalog.created", "catalog">
  | EventOf<"catalog.edited", "catalog">
  | EventOf<"catalog.ownersChanged", "catalog">
  | EventOf<"catalog.packageManagersChanged", "catalog">
  | EventOf<"catalog.resourceAdded", "catalog">
  | EventOf<"package.created", "package">
  | (EventOf<"package.shared", "package"> & { channel: string; sharedBy: string; shareId: string })
  | EventOf<"policy.created", "policy">
  | EventOf<"directory.synchronised", "directory">;
