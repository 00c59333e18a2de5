import { type Operation, ProblemError, type Role, roles, workspaceIdSchema } from "@assetql/contract";
import { authenticate, type Caller, type CoreDeps, enterWorkspace, type Principal } from "@assetql/core";

/** Keys have 47 characters; tokens of identity providers have hundreds. */
const BEARER = /^Bearer +([\x21-\x7e]{1,8000})$/i;

type Access = Pick<Operation, "role" | "operator" | "summary">;

/** What a request says of who sends it. */
export interface Credentials {
  readonly authorization: string | undefined;
  /** The header `X-Workspace-Id`. */
  readonly workspaceId?: string | undefined;
  readonly correlationId?: string;
}

/**
 * Who calls an operation, if they may: nobody in particular for a public one, a caller who may have no workspace for
 * one of the role `identity`, else a principal of a workspace. Throws the problems `unauthenticated`, `forbidden`,
 * `request-invalid` and `unavailable`; nothing of the request but its headers was read then.
 */
export async function identify(
  core: CoreDeps,
  access: Access,
  credentials: Credentials,
): Promise<Principal | Caller | undefined> {
  if (access.role === "public") return undefined;
  const caller = await callerOf(core, credentials);
  assertOperator(caller, access);
  if (access.role === "identity") return caller;
  const principal = await enterWorkspace(core, caller, parseWorkspaceId(credentials.workspaceId));
  assertRole(principal, caller, { ...access, role: access.role });
  return principal;
}

async function callerOf(core: CoreDeps, { authorization, correlationId }: Credentials): Promise<Caller> {
  const secret = authorization === undefined ? undefined : BEARER.exec(authorization)?.[1];
  if (secret === undefined) {
    const or = core.tokens === undefined ? "" : " or a token of your identity provider";
    throw new ProblemError("unauthenticated", `Send an API key${or} as \`Authorization: Bearer <key>\`.`);
  }
  const caller = await authenticate(core, secret);
  return correlationId === undefined ? caller : { ...caller, correlationId };
}

function parseWorkspaceId(sent: string | undefined) {
  if (sent === undefined) return undefined;
  const parsed = workspaceIdSchema.safeParse(sent);
  if (parsed.success) return parsed.data;
  throw new ProblemError("request-invalid", `The header X-Workspace-Id ${parsed.error.issues[0]?.message}.`);
}

function assertOperator(caller: Caller, { operator, role, summary }: Access): void {
  if (operator !== true || (caller.kind === "person" && role === "identity")) return;
  if (caller.kind === "key" && caller.operator) return;
  throw new ProblemError(
    "forbidden",
    `This needs an operator's key: the first admin key of the hub (${summary}).`,
  );
}

function assertRole(
  { role: own }: Principal,
  { kind }: Caller,
  { role, summary }: Pick<Access, "summary"> & { readonly role: Role },
): void {
  if (includes(own, role)) return;
  const yours = kind === "key" ? `yours is a ${own} key` : `yours here is ${own}`;
  throw new ProblemError("forbidden", `This needs the role ${role}, and ${yours} (${shortOf(summary)}).`);
}

/** What an operation does, without its conditions. */
const shortOf = (summary: string): string => summary.split(/[;,]/, 1)[0] ?? summary;

/** `roles` goes from the mightiest to the least. */
const includes = (own: Role, needed: Role): boolean => roles.indexOf(own) <= roles.indexOf(needed);
