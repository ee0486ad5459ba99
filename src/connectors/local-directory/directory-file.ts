import { z } from "zod";
import { ATTRIBUTE_VALUE_MAX, ATTRIBUTES_MAX, DIRECTORY_NAME_MAX } from "../../domain/directory/directory.ts";
import type { Directory, DirectoryResource } from "../../domain/directory/directory.ts";
import { ORGANIZATION_STATES } from "../../domain/person/person.ts";
import { DEFAULT_ROLES } from "../../domain/resource/resource.ts";
import type { ResourceType } from "../../domain/resource/resource.ts";
import { lengthOf, tidyLine } from "../../lib/text.ts";

const ID_MAX = 200;
const DESCRIPTION_MAX = 1000;
/** What an option of a Slack select can show. */
const ROLE_MAX = 75;
const EMAIL_MAX = 254;
const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;

const storable = z.string().refine((text) => !text.includes("\0"), "holds a character that cannot be stored");
const atMost = (limit: number) =>
  [(text: string) => lengthOf(text) <= limit, `is longer than ${limit} characters`] as const;
const line = (limit: number) =>
  storable
    .overwrite(tidyLine)
    .min(1, "is empty")
    .refine(...atMost(limit));
const lowerCase = z.string().overwrite((text) => text.trim().toLowerCase());
const email = lowerCase
  .max(EMAIL_MAX, `is longer than ${EMAIL_MAX} characters`)
  .regex(z.regexes.email, "is not an e-mail address");
/** An e-mail address that must be among the people; see directory-references.ts. */
const reference = lowerCase;

const ATTRIBUTE_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,49}$/;
const attributes = z
  .record(
    z.string().regex(ATTRIBUTE_NAME, "is no name for an attribute: use letters, digits, - and _, at most 50"),
    line(ATTRIBUTE_VALUE_MAX),
  )
  .refine((given) => Object.keys(given).length <= ATTRIBUTES_MAX, `holds more than ${ATTRIBUTES_MAX} attributes`);

const Person = z.strictObject({
  email,
  name: line(DIRECTORY_NAME_MAX),
  manager: reference.nullish(),
  organization: z.string().nullish(),
  attributes: attributes.nullish(),
});

const ConnectedOrganization = z.strictObject({
  id: line(ID_MAX),
  name: line(DIRECTORY_NAME_MAX),
  domains: z.array(lowerCase.regex(DOMAIN, "is not a domain")).nullish(),
  state: z.enum(ORGANIZATION_STATES).nullish(),
});

const resourceFields = {
  id: line(ID_MAX),
  name: line(DIRECTORY_NAME_MAX),
  description: storable
    .overwrite((text) => text.trim())
    .refine(...atMost(DESCRIPTION_MAX))
    .nullish(),
  owners: z.array(reference).nullish(),
  roles: z.array(line(ROLE_MAX)).min(1, "must list at least one role").nullish(),
};
const Resource = z.strictObject(resourceFields);
const Group = z.strictObject({ ...resourceFields, members: z.array(reference).nullish() });

/** The file, as directory.example.yaml shows it. */
export const DirectoryFile = z.strictObject({
  people: z.array(Person).nullish(),
  connectedOrganizations: z.array(ConnectedOrganization).nullish(),
  groups: z.array(Group).nullish(),
  applications: z.array(Resource).nullish(),
  sites: z.array(Resource).nullish(),
});
export type DirectoryFile = z.infer<typeof DirectoryFile>;

/** The file's sections that list resources, and what each lists. */
export const RESOURCE_SECTIONS = { groups: "group", applications: "application", sites: "site" } as const;

/** The directory that a file describes. */
export function toDirectory({ people, connectedOrganizations, groups, applications, sites }: DirectoryFile): Directory {
  return {
    people: (people ?? []).map(({ email, name, manager, organization, attributes }) => ({
      email,
      name,
      manager: manager ?? null,
      organization: organization?.trim() ?? null,
      attributes: attributes ?? {},
    })),
    organizations: (connectedOrganizations ?? []).map(({ id, name, domains, state }) => ({
      id,
      name,
      domains: domains ?? [],
      state: state ?? "configured",
    })),
    resources: [
      ...(groups ?? []).map((group) => toResource("group", group)),
      ...(applications ?? []).map((application) => toResource("application", application)),
      ...(sites ?? []).map((site) => toResource("site", site)),
    ],
  };
}

function toResource(type: ResourceType, entry: z.infer<typeof Group>): DirectoryResource {
  const { id, name, description, roles, owners, members } = entry;
  return {
    type,
    id,
    name,
    description: description ?? "",
    roles: roles ?? [...DEFAULT_ROLES[type]],
    owners: owners ?? [],
    members: members ?? [],
  };
}
