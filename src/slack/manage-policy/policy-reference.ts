import { z } from "zod";

const Reference = z.object({ policyId: z.uuid(), version: z.coerce.number().int() });

/** Which state of which policy a button is about, as its value. */
export function policyReference({ id, version }: { id: string; version: number }): string {
  return `${id}:${version}`;
}

export function readPolicyReference(value: string): z.infer<typeof Reference> {
  const [policyId, version] = value.split(":");
  return Reference.parse({ policyId, version });
}
