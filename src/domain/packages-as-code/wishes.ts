/** What a file wishes for, with ids in the place of names. What is undefined is to stay as it is. */
import type { ResourceRole } from "../assignment/role-diff.ts";
import type { AutomaticRule } from "../automatic/automatic-rule.ts";
import type { CatalogRole } from "../catalog/catalog.ts";
import type { PolicySettings } from "../policy/policy-settings.ts";
import type { ResourceType } from "../resource/resource.ts";
import type { RoleHolders } from "./stored-packages.ts";

export interface CatalogWish {
  name: string;
  description: string | undefined;
  approvalsChannel: string | null | undefined;
  isEnabled: boolean | undefined;
  isEnabledForExternalUsers: boolean | undefined;
  members: Readonly<Partial<Record<CatalogRole, RoleHolders>>>;
  resources: readonly { id: string; type: ResourceType }[];
  packages: readonly PackageWish[];
}

export interface PackageWish {
  name: string;
  description: string | undefined;
  isHidden: boolean | undefined;
  resourceRoles: readonly ResourceRole[] | undefined;
  /** By name, as they may be made by the same import. */
  incompatiblePackages: readonly { catalog: string; package: string }[] | undefined;
  incompatibleGroups: readonly string[] | undefined;
  policies: readonly PolicyWish[];
  /** Null: there is to be none. */
  automatic: AutomaticRule | null | undefined;
}

export interface PolicyWish {
  name: string;
  settings: PolicySettings;
}
