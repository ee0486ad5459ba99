import type { HeldResource, Holding } from "../domain/resource/holding.ts";

/** A resource that roles can be given on, and its roles. */
export interface OfferedResource extends HeldResource {
  roles: readonly string[];
}

/**
 * A system outside, in which people hold roles on resources. Everything may be asked twice and is then done once.
 * What cannot be done is thrown as a ConnectorFailure.
 */
export interface Connector {
  listResources(): Promise<OfferedResource[]>;
  /** Whether the person holds the role, however they came by it. */
  check(holding: Holding): Promise<boolean>;
  /** Sees to it that the person holds the role. Fails for good where the resource or its role is gone. */
  grant(holding: Holding): Promise<void>;
  /** Takes away what was granted here. Nothing is left to take away from a resource that is gone. */
  revoke(holding: Holding): Promise<void>;
}
