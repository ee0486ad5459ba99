/** The people, resources and catalogs of the scenarios; each suite makes its own copy. */
import { nameKey } from "../../src/lib/text.ts";
import { sampleWorkspace } from "../../src/sandbox/workspace.ts";
import type { Database } from "../../src/store/database.ts";
import { catalog, catalogMember, catalogResource } from "../../src/store/schema/catalog.ts";
import { connectedOrganization, groupMember, person } from "../../src/store/schema/person.ts";
import { resource, resourceOwner } from "../../src/store/schema/resource.ts";

type Row = { id: string };

/** Names of people are first names here: "Ada", "Carl". */
export interface World {
  people: ReadonlyMap<string, string>;
  catalogs: ReadonlyMap<string, string>;
  resources: ReadonlyMap<string, string>;
}

const RESOURCES = [
  { type: "group", name: "Marketing team", roles: ["Member", "Owner"], in: "Marketing", owners: ["Olivia"] },
  { type: "group", name: "Newsletter crew", roles: ["Member", "Owner"], in: "Marketing", owners: [] },
  { type: "application", name: "Campaign planner", roles: ["Viewer", "Editor"], in: "Marketing", owners: [] },
  { type: "site", name: "Brand site", roles: ["Visitors", "Members", "Owners"], in: "Marketing", owners: [] },
  { type: "group", name: "Olivia's book club", roles: ["Member", "Owner"], owners: ["Olivia"] },
  { type: "group", name: "Max's makers", roles: ["Member", "Owner"], owners: ["Max"] },
  { type: "group", name: "Carl's observatory", roles: ["Member", "Owner"], owners: ["Carl"] },
  { type: "application", name: "Carl's star atlas", roles: ["Viewer"], owners: ["Carl"] },
  { type: "application", name: "Payroll", roles: ["Reader", "Clerk"], owners: ["Grace"] },
  { type: "group", name: "All employees", roles: ["Member"], owners: [] },
] as const;

/** Fills an empty database. Rosa, Tim and the guest Pat are in All employees; Pat belongs to Fabrikam. */
export async function buildWorld({ read: db }: Database): Promise<World> {
  const fabrikam = await only(
    db
      .insert(connectedOrganization)
      .values({
        key: "fabrikam",
        name: "Fabrikam",
        nameKey: "fabrikam",
        domains: ["fabrikam.example"],
        state: "configured",
      })
      .returning({ id: connectedOrganization.id }),
  );
  await db
    .insert(connectedOrganization)
    .values({ key: "contoso", name: "Contoso", nameKey: "contoso", domains: ["contoso.example"], state: "proposed" });

  const people = new Map<string, string>();
  for (const { id: slackUserId, name, email, guest, deactivated } of sampleWorkspace.people) {
    const row = await only(
      db
        .insert(person)
        .values({
          slackUserId,
          email,
          name,
          isGuest: guest,
          slackState: deactivated ? "deactivated" : "active",
          organizationId: email.endsWith("@fabrikam.example") ? fabrikam.id : null,
        })
        .returning({ id: person.id }),
    );
    people.set(name.split(" ")[0] ?? name, row.id);
  }

  const addedAt = new Date("2026-01-01T00:00:00Z");
  const catalogs = new Map<string, string>();
  for (const [name, members] of [
    [
      "Marketing",
      [
        ["Olivia", "owner"],
        ["Max", "packageManager"],
      ],
    ],
    ["Engineering", [["Grace", "owner"]]],
  ] as const) {
    const { id } = await only(
      db
        .insert(catalog)
        .values({ name, nameKey: nameKey(name), description: `All that ${name} needs`, createdAt: addedAt })
        .returning({ id: catalog.id }),
    );
    catalogs.set(name, id);
    for (const [who, role] of members) {
      await db.insert(catalogMember).values({ catalogId: id, personId: idOf(people, who), role, addedAt });
    }
  }

  const resources = new Map<string, string>();
  for (const { type, name, roles, owners, ...rest } of RESOURCES) {
    const { id } = await only(
      db
        .insert(resource)
        .values({ type, originId: nameKey(name), name, nameKey: nameKey(name), roles: [...roles] })
        .returning({ id: resource.id }),
    );
    resources.set(name, id);
    const named = { resourceId: id, resourceType: type, resourceNameKey: nameKey(name) };
    for (const owner of owners) await db.insert(resourceOwner).values({ ...named, personId: idOf(people, owner) });
    if ("in" in rest)
      await db.insert(catalogResource).values({ ...named, catalogId: idOf(catalogs, rest.in), addedAt });
  }
  for (const who of ["Rosa", "Tim", "Pat"]) {
    await db.insert(groupMember).values({ groupId: idOf(resources, "All employees"), personId: idOf(people, who) });
  }
  return { people, catalogs, resources };
}

/** The id of a thing of the world by its name. */
export function idOf(things: ReadonlyMap<string, string>, name: string): string {
  const id = things.get(name);
  if (id === undefined) throw new Error(`There is no ${name} in this world.`);
  return id;
}

async function only(rows: Promise<Row[]>): Promise<Row> {
  const [row] = await rows;
  if (!row) throw new Error("Nothing was stored.");
  return row;
}
