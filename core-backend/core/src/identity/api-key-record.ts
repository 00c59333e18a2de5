import { createHash, randomBytes } from "node:crypto";
import { type ApiKey, apiKeySchema } from "@assetql/contract";
import { z } from "zod";
import type { Collection } from "../ports/index.ts";
import { sortableTime } from "../shared/sort-keys.ts";

export const apiKeyRecordSchema = apiKeySchema.extend({ secretHash: z.string() });
export type ApiKeyRecord = z.infer<typeof apiKeyRecordSchema>;

export const apiKeys: Collection<ApiKeyRecord> = {
  name: "api-keys",
  parse: (value) => apiKeyRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byWorkspace: ({ workspaceId, createdAt }) => ({ partition: workspaceId, sort: sortableTime(createdAt) }),
  },
};

/** `aql_` and 256 random bits: long enough that a plain hash, unlike a password's, cannot be guessed backwards. */
export const newSecret = (): string => `aql_${randomBytes(32).toString("base64url")}`;

export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");

export function toApiKey({ secretHash: _, ...key }: ApiKeyRecord): ApiKey {
  return key;
}
