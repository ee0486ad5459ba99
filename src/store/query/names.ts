import { sql } from "drizzle-orm";
import { connectedOrganization, person } from "../schema/person.ts";
import { resource } from "../schema/resource.ts";
import { uuids } from "./rows.ts";
import { given, statement } from "./statement.ts";
import type { Source } from "./statement.ts";

const findNames = statement<{ id: string; name: string }>(
  sql`select ${person.id}, ${person.name} from ${person} where ${person.id} = any(${given("people")}::text::uuid[])
    union all select ${resource.id}, ${resource.name} from ${resource}
    where ${resource.id} = any(${given("resources")}::text::uuid[])
    union all select ${connectedOrganization.id}, ${connectedOrganization.name} from ${connectedOrganization}
    where ${connectedOrganization.id} = any(${given("organizations")}::text::uuid[])`,
);

/** The names of people, resources and organizations, by id. */
export async function namesOf(
  source: Source,
  ids: Readonly<Record<"people" | "resources" | "organizations", readonly string[]>>,
): Promise<ReadonlyMap<string, string>> {
  const { people, resources, organizations } = ids;
  if (people.length + resources.length + organizations.length === 0) return new Map();
  const values = { people: uuids(people), resources: uuids(resources), organizations: uuids(organizations) };
  return new Map((await findNames(source, values)).map(({ id, name }) => [id, name]));
}
