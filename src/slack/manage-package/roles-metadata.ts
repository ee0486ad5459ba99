import { z } from "zod";
import type { ChosenRole } from "../../app/package/chosen-roles.ts";
import { RESOURCE_TYPES } from "../../domain/resource/resource.ts";
import { Begun } from "./begun.ts";
import { parseMetadata } from "../kit/metadata.ts";

const Stored = z.object({
  packageId: z.uuid(),
  version: z.int(),
  seen: z.int(),
  /** What is chosen, packed; in the windows on top of the form. */
  chosen: z.string().default(""),
  type: z.enum(RESOURCE_TYPES).optional(),
  onlySee: z.boolean().optional(),
  begun: Begun.optional(),
});

/** What the windows in which resource roles are changed remember. */
export type RolesMetadata = Omit<z.output<typeof Stored>, "chosen"> & { chosen: ChosenRole[] };

export function writeRolesMetadata({ chosen, ...rest }: RolesMetadata): string {
  return JSON.stringify({ ...rest, chosen: chosen.map(pack).join(" ") });
}

export function readRolesMetadata(metadata: string): RolesMetadata {
  const { chosen, ...rest } = parseMetadata(Stored, metadata);
  return { ...rest, chosen: chosen === "" ? [] : chosen.split(" ").map(unpack) };
}

/** An id takes 22 characters instead of 36, so that forty of them fit. */
function pack({ resourceId, mark }: ChosenRole): string {
  return Buffer.from(resourceId.replaceAll("-", ""), "hex").toString("base64url") + mark;
}

const PACKED_ID = 22;

function unpack(packed: string): ChosenRole {
  const hex = Buffer.from(packed.slice(0, PACKED_ID), "base64url").toString("hex");
  const resourceId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return { resourceId, mark: packed.slice(PACKED_ID) };
}
