import type { ResourceType } from "./resource.ts";

/** A person, as the systems outside know them. */
export interface Holder {
  id: string;
  email: string | null;
  slackUserId: string | null;
}

/** A resource; `originId` is its id in the system that it came from. */
export interface HeldResource {
  id: string;
  type: ResourceType;
  originId: string;
}

/** One person, one resource, one role on it: what is given and taken away. */
export interface Holding {
  person: Holder;
  resource: HeldResource;
  role: string;
}

/** Why a system outside cannot do as asked. */
export type ConnectorCode = "resourceGone" | "roleNotOffered" | "unreachable" | "unknown";

/** Thrown by a connector; what is temporary may be tried again as it is. */
export class ConnectorFailure extends Error {
  readonly code: ConnectorCode;
  readonly isTemporary: boolean;

  constructor(code: ConnectorCode, { isTemporary, cause }: { isTemporary: boolean; cause?: unknown }) {
    super(`the connector failed: ${code}`, { cause });
    this.name = "ConnectorFailure";
    this.code = code;
    this.isTemporary = isTemporary;
  }
}
