import { sql } from "drizzle-orm";
import { GENERAL_CATALOG_ID } from "../../domain/catalog/catalog.ts";
import type { CatalogRole } from "../../domain/catalog/catalog.ts";
import { DraftContent } from "../../domain/draft/draft.ts";
import { catalog, catalogStaff } from "../schema/catalog.ts";
import { draft } from "../schema/draft.ts";
import { CATALOG } from "./catalog.ts";
import type { CatalogRow } from "./catalog.ts";
import { ASKER_ROW, decodeAsker } from "./person.ts";
import type { AskerRow } from "./person.ts";
import { Premise } from "./premise.ts";
import { given } from "./statement.ts";

/** A person at work on a draft of theirs: what the wizard offers rests on it. */
export interface DraftInWork {
  asker: AskerRow | undefined;
  /** Undefined when there is none of that id, or it is somebody else's. */
  basics: DraftContent["basics"] | undefined;
  /** The catalog that the draft leads to, and what the person is in it; of General where none is chosen. */
  catalog: CatalogRow | undefined;
  roles: CatalogRole[];
}

/** For the person given as `slackUserId` and the draft given as `draftId`. */
export const DRAFT_IN_WORK = new Premise<DraftInWork>(
  sql`select json_build_object('asker', row_to_json(asker), 'basics', own.basics, 'catalog', row_to_json(chosen), 'roles', array(
      select distinct ${catalogStaff.role} from ${catalogStaff}
      where ${catalogStaff.personId} = asker.id and ${catalogStaff.catalogId} = chosen.id order by 1))::text
    from (${ASKER_ROW}) asker
    left join (select ${draft.ownerId} as owner, ${draft.content} -> 'basics' as basics from ${draft}
      where ${draft.id} = ${given("draftId")}) own on own.owner = asker.id
    left join (select ${CATALOG.columns} from ${catalog}) chosen
      on chosen.id = coalesce(own.basics -> 'catalog' ->> 'id', ${GENERAL_CATALOG_ID})::uuid`,
  (text) => {
    const read = text === null ? {} : JSON.parse(text);
    return {
      asker: read.asker ? decodeAsker(read.asker) : undefined,
      basics: read.basics ? DraftContent.shape.basics.parse(read.basics) : undefined,
      catalog: read.catalog ? CATALOG.decode(read.catalog) : undefined,
      roles: read.roles ?? [],
    };
  },
);
