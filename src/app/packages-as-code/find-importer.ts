import { personNamed } from "../../store/query/person.ts";
import type { AppDeps } from "../deps.ts";

export type Importer =
  | { kind: "found"; slackUserId: string; name: string }
  /** `named`: whom the answer is about; null where nobody is named and the environment has no user administrator. */
  | { kind: "unknown"; named: string | null }
  | { kind: "notInSlack"; named: string };

/** In whose name an import is done: whoever is named, or the first user administrator of the environment. */
export async function findImporter(
  { database, rights }: Pick<AppDeps, "database" | "rights">,
  named: string | undefined,
): Promise<Importer> {
  const [administrator = null] = rights.userAdministrators;
  const wanted = named ?? administrator;
  const found = wanted === null ? undefined : await personNamed(database.read, wanted);
  if (wanted === null || !found) return { kind: "unknown", named: wanted };
  const { slackUserId, name } = found;
  return slackUserId === null ? { kind: "notInSlack", named: name } : { kind: "found", slackUserId, name };
}
