import { timingSafeEqual } from "node:crypto";
import { ProblemError } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { ConflictError, IssuerUnavailableError, replace, TokenRefusedError } from "../ports/index.ts";
import { apiKeyIdOf } from "../shared/ids.ts";
import { isErased } from "../workspaces/workspace-record.ts";
import { type ApiKeyRecord, apiKeys, hashSecret, isActive, SECRET_PREFIX } from "./api-key-record.ts";
import type { Caller, KeyCaller, PersonCaller } from "./caller.ts";
import { userIdOf, users } from "./user-record.ts";

type AuthenticateDeps = Pick<CoreDeps, "store" | "clock" | "tokens">;

const unauthenticated = (detail: string): ProblemError => new ProblemError("unauthenticated", detail);

/**
 * Whose secret this is: an API key's, or the token of a person. Throws the problem `unauthenticated`, and
 * `unavailable` when a token cannot be checked now.
 */
export async function authenticate(deps: AuthenticateDeps, secret: string): Promise<Caller> {
  const isKey = secret.startsWith(SECRET_PREFIX) || deps.tokens === undefined;
  return isKey ? authenticateKey(deps, secret) : authenticateToken(deps, secret);
}

export async function authenticateKey(
  { store, clock }: Pick<CoreDeps, "store" | "clock">,
  secret: string,
): Promise<KeyCaller> {
  const hash = hashSecret(secret);
  const key = (await store.get(apiKeys, apiKeyIdOf(hash)))?.value;
  const isKnown =
    key !== undefined &&
    key.revokedAt === null &&
    timingSafeEqual(Buffer.from(hash), Buffer.from(key.secretHash)) &&
    !(await isErased({ store }, key.workspaceId));
  if (!isKnown) throw unauthenticated("This API key is unknown or was revoked.");
  if (!isActive(key, clock.now())) throw unauthenticated(wordsOfEnd(key));
  const { id: userId, name, workspaceId, role, operator } = key;
  return { kind: "key", userId, name, workspaceId, role, operator };
}

function wordsOfEnd({ expiresAt, rotatedTo }: ApiKeyRecord): string {
  const day = new Date(expiresAt ?? 0).toISOString().replace(/:\d\d\.\d+Z$/, "");
  return rotatedTo === null
    ? `This API key expired at ${day} UTC. Ask an admin of the workspace for a new one.`
    : `This API key expired at ${day} UTC: it was rotated. Use the key that took its place (${rotatedTo}).`;
}

async function authenticateToken(deps: AuthenticateDeps, token: string): Promise<PersonCaller> {
  try {
    const person = await deps.tokens?.verify(token);
    if (person === undefined) throw unauthenticated("This hub takes API keys only.");
    const caller: PersonCaller = { kind: "person", userId: userIdOf(person), person };
    await refreshUser(deps, caller);
    return caller;
  } catch (error) {
    if (error instanceof TokenRefusedError) throw unauthenticated(error.message);
    if (error instanceof IssuerUnavailableError) throw new ProblemError("unavailable", error.message);
    throw error;
  }
}

/** People change their names and addresses where they sign in; members are shown as they are now. */
async function refreshUser(
  { store }: Pick<CoreDeps, "store">,
  { userId, person: { email, name } }: PersonCaller,
): Promise<void> {
  const known = await store.get(users, userId);
  if (known === undefined || (known.value.email === email && known.value.name === name)) return;
  try {
    await store.transact([replace(users, { ...known.value, email, name }, known.revision)]);
  } catch (error) {
    // Another request of the same person has just done it.
    if (!(error instanceof ConflictError)) throw error;
  }
}
