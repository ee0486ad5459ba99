/** Catalogs as they are stored, with ids: what exports show, and what imports compare with. */
import type { ResourceRole } from "../assignment/role-diff.ts";
import type { AutomaticRule } from "../automatic/automatic-rule.ts";
import type { CatalogRole, CatalogType } from "../catalog/catalog.ts";
import type { PolicySettings } from "../policy/policy-settings.ts";
import type { ResourceType } from "../resource/resource.ts";

export interface RoleHolders {
  people: readonly string[];
  groups: readonly string[];
}

export interface StoredCatalog {
  id: string;
  type: CatalogType;
  version: number;
  name: string;
  description: string;
  approvalsChannel: string | null;
  isEnabled: boolean;
  isEnabledForExternalUsers: boolean;
  members: Readonly<Record<CatalogRole, RoleHolders>>;
  resourceIds: readonly string[];
  packages: readonly StoredPackage[];
}

export interface StoredPackage {
  id: string;
  version: number;
  name: string;
  description: string;
  isHidden: boolean;
  resourceRoles: readonly ResourceRole[];
  incompatible: { packages: readonly string[]; groups: readonly string[] };
  policies: readonly { id: string; name: string; version: number; settings: PolicySettings }[];
  automatic: { version: number; rule: AutomaticRule } | null;
}

/** What is named in a file and known here by an id. */
export interface Known {
  people: readonly { id: string; name: string; email: string | null; slackUserId: string | null }[];
  slackGroups: readonly { id: string; handle: string; isDisabled: boolean }[];
  resources: readonly {
    id: string;
    type: ResourceType;
    originId: string;
    name: string;
    roles: readonly string[];
    isGone: boolean;
  }[];
  organizations: readonly { id: string; key: string; name: string; isGone: boolean }[];
  /** The names of the attributes that people of the directory have. */
  attributes: readonly string[];
}
