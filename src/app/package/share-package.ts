import { z } from "zod";
import { fault, Refusal } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import type { Standing } from "../../domain/permission/standing.ts";
import { rolesIn } from "../../store/query/catalog.ts";
import { packageById } from "../../store/query/package.ts";
import type { PackageRow } from "../../store/query/package.ts";
import { standingOf } from "../acting-person.ts";
import { command } from "../command.ts";

const SharePackage = z.object({ packageId: z.uuid(), channel: z.string() });
type SharePackage = z.infer<typeof SharePackage>;

/** Has the package's card posted to a channel; open to the staff of its catalog and to who made it. */
export const sharePackage = command<SharePackage, { row: PackageRow; standing: Standing }, void>({
  name: "package.share",
  input: SharePackage,
  target: async ({ tx, by, input }) => {
    const row = await packageById(tx, input.packageId);
    if (!row) throw new Refusal(fault("notFound", { what: "access package" }));
    return { row, standing: standingOf(by, await rolesIn(tx, row.catalogId, by.id)) };
  },
  permit: (by, { row, standing }) =>
    row.createdBy === by.id ? { allowed: true, because: "made the package" } : permit("package.view", standing),
  run: async ({ input: { channel }, target: { row }, by, newId }) => {
    if (channel === "") throw new Refusal(fault("required", { what: "channel" }, "channel"));
    const { id, catalogId } = row;
    const shareId = newId();
    return {
      result: undefined,
      events: [
        {
          type: "package.shared",
          target: { kind: "package", id },
          catalogId,
          channel,
          sharedBy: by.id,
          shareId,
          after: { channel },
        },
      ],
    };
  },
});
