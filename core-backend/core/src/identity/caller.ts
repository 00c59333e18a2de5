import type { Role, UserId, WorkspaceId } from "@assetql/contract";
import type { Principal } from "../deps.ts";
import type { VerifiedPerson } from "../ports/index.ts";

/** An API key acts for itself, in its own workspace. */
export interface KeyCaller {
  readonly kind: "key";
  /** The key's. */
  readonly userId: string;
  readonly name: string;
  readonly workspaceId: WorkspaceId;
  readonly role: Role;
  readonly operator: boolean;
  readonly correlationId?: string;
}

/** A person may belong to any number of workspaces, none included. */
export interface PersonCaller {
  readonly kind: "person";
  readonly userId: UserId;
  readonly person: VerifiedPerson;
  readonly correlationId?: string;
}

/** Whoever has proved who they are; in which workspace they act is another question. */
export type Caller = KeyCaller | PersonCaller;

/** The caller as one who acts in a workspace, with a role that was decided before. */
export function principalOf(
  caller: Caller,
  { workspaceId, role }: Pick<Principal, "workspaceId" | "role">,
): Principal {
  const { userId, correlationId } = caller;
  return {
    workspaceId,
    userId,
    role,
    ...(caller.kind === "key" && caller.operator ? { operator: true } : {}),
    ...(correlationId === undefined ? {} : { correlationId }),
  };
}
