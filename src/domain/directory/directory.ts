/** What a directory says: who and what exists beside Slack's own list of people. E-mail addresses are in lower case. */
import type { OrganizationState } from "../person/person.ts";
import type { ResourceType } from "../resource/resource.ts";

/** The id under which the audit trail knows the one local directory. */
export const LOCAL_DIRECTORY_ID = "00000000-0000-4000-8000-000000000002";

/** How long a name may be, in code points; the longest that catalogs and packages may have as well. */
export const DIRECTORY_NAME_MAX = 100;

/** What else is known of a person, by name: `{ department: "Sales" }`. Automatic assignment goes by it (domain.md 4.8). */
export type Attributes = Readonly<Record<string, string>>;

/** How many attributes a person may have. */
export const ATTRIBUTES_MAX = 20;
/** How many different attributes a directory may have: as many as one select can show. */
export const ATTRIBUTE_NAMES_MAX = 100;
/** How long the value of an attribute may be, in code points. */
export const ATTRIBUTE_VALUE_MAX = 100;

export interface DirectoryPerson {
  email: string;
  name: string;
  /** The manager's e-mail address. */
  manager: string | null;
  /** The id of the connected organization that the person belongs to; null: decided by the e-mail's domain. */
  organization: string | null;
  attributes: Attributes;
}

export interface DirectoryOrganization {
  id: string;
  name: string;
  domains: string[];
  state: OrganizationState;
}

export interface DirectoryResource {
  type: ResourceType;
  id: string;
  name: string;
  description: string;
  roles: string[];
  /** E-mail addresses. */
  owners: string[];
  /** E-mail addresses; empty for everything but groups. */
  members: string[];
}

export interface Directory {
  people: DirectoryPerson[];
  organizations: DirectoryOrganization[];
  resources: DirectoryResource[];
}

/** What a synchronisation changed, for one kind of thing. Whatever came back counts as added. */
export interface DirectoryChange {
  added: number;
  changed: number;
  gone: number;
}

/** What a synchronisation changed; `owners` of resources and `members` of groups are only added or removed. */
export type DirectoryChanges = Record<"people" | "organizations" | "resources" | "owners" | "members", DirectoryChange>;

/** Whether a synchronisation changed anything at all. */
export function hasChanges(changes: DirectoryChanges): boolean {
  return Object.values(changes).some(({ added, changed, gone }) => added + changed + gone > 0);
}
