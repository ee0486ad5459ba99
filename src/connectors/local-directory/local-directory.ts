import { ConnectorFailure } from "../../domain/resource/holding.ts";
import type { Holding } from "../../domain/resource/holding.ts";
import { isTemporary } from "../../lib/temporary.ts";
import type { Connector, OfferedResource } from "../connector.ts";

/** Where the local directory keeps what it knows; handed in, as connectors know no database. */
export interface DirectoryState {
  /** What the directory lists now. */
  resources(): Promise<OfferedResource[]>;
  /** The resource's roles; null when the directory no longer lists it. */
  rolesOf(resourceId: string): Promise<readonly string[] | null>;
  /** Whether the directory's file says so, or it was granted here. */
  holds(holding: Holding): Promise<boolean>;
  add(holding: Holding): Promise<void>;
  remove(holding: Holding): Promise<void>;
}

/** The people and resources of the directory file, and beside them what was granted here: the file is never written. */
export function localDirectory(state: DirectoryState): Connector {
  return {
    listResources: () => reached(() => state.resources()),
    check: (holding) => reached(() => state.holds(holding)),
    grant: (holding) =>
      reached(async () => {
        const roles = await state.rolesOf(holding.resource.id);
        if (roles === null) throw new ConnectorFailure("resourceGone", { isTemporary: false });
        if (!roles.includes(holding.role)) throw new ConnectorFailure("roleNotOffered", { isTemporary: false });
        if (!(await state.holds(holding))) await state.add(holding);
      }),
    revoke: (holding) => reached(() => state.remove(holding)),
  };
}

/** A database that is lost will come back. */
async function reached<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (isTemporary(error)) throw new ConnectorFailure("unreachable", { isTemporary: true, cause: error });
    throw error;
  }
}
