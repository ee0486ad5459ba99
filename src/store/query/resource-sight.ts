import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { ResourceType } from "../../domain/resource/resource.ts";
import { nameKey } from "../../lib/text.ts";
import { RESOURCE_TYPES } from "../../domain/resource/resource.ts";
import { assignment, grantSpan } from "../schema/assignment.ts";
import { catalogResource } from "../schema/catalog.ts";
import { resource } from "../schema/resource.ts";
import { mapValues } from "../../lib/map-values.ts";
import type { Reader } from "../database.ts";
import type { AccessSight } from "./access-history.ts";
import { alikeIn, likelyOf } from "./alike.ts";
import type { Likeness } from "./alike.ts";
import { asUuids, rowsOf } from "./rows.ts";
import { insidePattern } from "./search.ts";

/** A resource whose access somebody may look into, at least in part. */
export interface SeenResource {
  id: string;
  name: string;
  type: ResourceType;
}

const SEEN = sql`${resource.id}, ${resource.name}, ${resource.type}`;

/** The first column of the index of names. */
const OF_ANY_TYPE = sql`${resource.type} = any('${sql.raw(`{${RESOURCE_TYPES.join(",")}}`)}'::resource_type[])`;

/** The resources of exactly that name that are in a catalog in sight, or on which access in sight gives or gave a role. */
export async function seenResourcesNamed(
  db: Reader,
  sight: AccessSight,
  nameKey: string,
  limit: number,
): Promise<SeenResource[]> {
  // As a range, which only the index of types and names serves: the one of trigrams would be read for all of them.
  const isNamed = sql`${resource.nameKey} between ${nameKey} and ${nameKey}`;
  return rowsOf<SeenResource>(
    db,
    sql`select ${SEEN} from ${resource}
      where ${OF_ANY_TYPE} and ${isNamed} and ${isSeen(sight)}
      order by ${resource.type}, ${resource.id} limit ${limit}`,
  );
}

/** So many names that hold a text are looked at, seen or not. */
const HITS_MAX = 500;

/** Resources in sight whose names hold the text, those that start with it first; of many such names the first found. */
export async function seenResourcesNear(
  db: Reader,
  sight: AccessSight,
  text: string,
  limit: number,
): Promise<SeenResource[]> {
  const pattern = insidePattern(text);
  if (pattern === null) return [];
  const at = sql`strpos(${resource.nameKey}, ${nameKey(text)})`;
  return rowsOf<SeenResource>(
    db,
    sql`select ${SEEN} from (select * from ${resource} where ${resource.nameKey} like ${pattern} limit ${HITS_MAX}) as ${resource}
      where ${at} > 0 and ${isSeen(sight)} order by ${at} > 1, ${resource.nameKey}, ${resource.id} limit ${limit}`,
  );
}

/** Resources in sight whose names are most alike to the text; for where none holds it. */
export async function seenResourcesAlike(
  db: Reader,
  sight: AccessSight,
  text: string,
  limit: number,
): Promise<(SeenResource & Likeness)[]> {
  const likely = likelyOf(text);
  if (likely === null) return [];
  const asText = (value: string) => sql`${value}::text`;
  const { asked, alike, order } = alikeIn(resource, mapValues(likely, asText), OF_ANY_TYPE);
  return rowsOf<SeenResource & Likeness>(
    db,
    sql`with ${asked} select ${SEEN}, likeness from ${alike} where ${isSeen(sight)} order by ${order} limit ${limit}`,
  );
}

/** The resource, where it is seen. */
export async function seenResource(db: Reader, sight: AccessSight, id: string): Promise<SeenResource | undefined> {
  const [found] = await rowsOf<SeenResource>(
    db,
    sql`select ${SEEN} from ${resource} where ${resource.id} = ${id} and ${isSeen(sight)}`,
  );
  return found;
}

function isSeen({ catalogIds, personId }: AccessSight): SQL {
  if (catalogIds === "all") return sql`true`;
  const inSight = asUuids(catalogIds);
  return sql`(
    exists (select 1 from ${catalogResource}
      where ${catalogResource.resourceId} = ${resource.id} and ${catalogResource.catalogId} = any(${inSight}))
    or exists (select 1 from ${grantSpan} join ${assignment} on ${assignment.id} = ${grantSpan.assignmentId}
      where ${grantSpan.resourceId} = ${resource.id}
        and (${assignment.personId} = ${personId} or ${assignment.catalogId} = any(${inSight}))))`;
}
