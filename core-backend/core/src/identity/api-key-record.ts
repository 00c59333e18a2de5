import { createHash, randomBytes } from "node:crypto";
import { type ApiKey, type ApiKeyId, apiKeySchema, ProblemError } from "@assetql/contract";
import { z } from "zod";
import type { Principal } from "../deps.ts";
import type { Collection } from "../ports/index.ts";
import { apiKeyIdOf } from "../shared/ids.ts";
import { sortableTime } from "../shared/sort-keys.ts";

// Keys of the first version had no end, no successor and no operator.
export const apiKeyRecordSchema = apiKeySchema.extend({
  operator: apiKeySchema.shape.operator.default(false),
  expiresAt: apiKeySchema.shape.expiresAt.default(null),
  rotatedTo: apiKeySchema.shape.rotatedTo.default(null),
  secretHash: z.string(),
});
export type ApiKeyRecord = z.infer<typeof apiKeyRecordSchema>;

export const apiKeys: Collection<ApiKeyRecord> = {
  name: "api-keys",
  parse: (value) => apiKeyRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byWorkspace: ({ workspaceId, createdAt }) => ({ partition: workspaceId, sort: sortableTime(createdAt) }),
  },
};

/** What every secret of an API key starts with. */
export const SECRET_PREFIX = "aql_";

/** 256 random bits: long enough that a plain hash, unlike a password's, cannot be guessed backwards. */
export const newSecret = (prefix: string): string => `${prefix}${randomBytes(32).toString("base64url")}`;

export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** The id of the key that a secret is of, whether or not there is one. */
export const apiKeyIdOfSecret = (secret: string): ApiKeyId => apiKeyIdOf(hashSecret(secret));

type NewApiKey = Pick<ApiKey, "workspaceId" | "name" | "role" | "operator" | "expiresAt"> & {
  readonly now: number;
};

/** A new key and the secret that nobody sees again. */
export function newApiKey({ now, ...key }: NewApiKey): { record: ApiKeyRecord; secret: string } {
  const secret = newSecret(SECRET_PREFIX);
  const secretHash = hashSecret(secret);
  const record: ApiKeyRecord = {
    ...key,
    id: apiKeyIdOf(secretHash),
    hint: `${secret.slice(0, 8)}…`,
    createdAt: now,
    rotatedTo: null,
    revokedAt: null,
    secretHash,
  };
  return { record, secret };
}

/** Whether the key opens anything at `now`, milliseconds. */
export const isActive = (
  { revokedAt, expiresAt }: Pick<ApiKey, "revokedAt" | "expiresAt">,
  now: number,
): boolean => revokedAt === null && (expiresAt === null || expiresAt > now);

export function toApiKey({ secretHash: _, ...key }: ApiKeyRecord): ApiKey {
  return key;
}

/** Throws the problem `forbidden`: an admin of the hub's own workspace is not thereby its operator. */
export function assertMayEnd(principal: Principal, { operator }: ApiKeyRecord): void {
  if (!operator || principal.operator === true) return;
  throw new ProblemError("forbidden", "Only the operator may rotate or revoke the operator's key.");
}
