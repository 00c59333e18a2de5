import { z } from "zod";
import { apiKeyIdSchema } from "../ids.ts";
import { pageOf, pageQuerySchema } from "../paging.ts";
import { apiKeySchema, createApiKeySchema, createdApiKeySchema } from "../resources/api-key.ts";
import { createUploadSchema, uploadSchema } from "../resources/upload.ts";
import { operation } from "./operation.ts";

export const healthSchema = z
  .object({
    status: z.enum(["ok", "stopping"]),
    version: z.string(),
    uptimeSeconds: z.number(),
    queues: z.record(
      z.string(),
      z.object({ visible: z.int(), delayed: z.int(), leased: z.int(), dead: z.int() }),
    ),
  })
  .meta({ id: "Health" });
export type Health = z.infer<typeof healthSchema>;

export const systemOperations = {
  createUpload: operation({
    id: "createUpload",
    method: "POST",
    path: "/api/v1/uploads",
    tag: "Uploads",
    summary: "Announce a file; the answer says where to PUT it",
    role: "creator",
    body: { schema: createUploadSchema },
    response: { kind: "json", status: 201, schema: uploadSchema },
    idempotent: true,
    problems: ["payload-too-large"],
  }),
  createApiKey: operation({
    id: "createApiKey",
    method: "POST",
    path: "/api/v1/api-keys",
    tag: "API keys",
    summary: "Create an API key; its secret is shown this once",
    role: "admin",
    body: { schema: createApiKeySchema },
    response: { kind: "json", status: 201, schema: createdApiKeySchema },
    problems: [],
  }),
  listApiKeys: operation({
    id: "listApiKeys",
    method: "GET",
    path: "/api/v1/api-keys",
    tag: "API keys",
    summary: "The workspace's API keys, without their secrets",
    role: "admin",
    query: pageQuerySchema,
    response: { kind: "json", status: 200, schema: pageOf(apiKeySchema, "ApiKeyPage") },
    problems: ["cursor-invalid"],
  }),
  revokeApiKey: operation({
    id: "revokeApiKey",
    method: "DELETE",
    path: "/api/v1/api-keys/{id}",
    tag: "API keys",
    summary: "Revoke an API key at once",
    role: "admin",
    params: z.object({ id: apiKeyIdSchema }),
    response: { kind: "empty", status: 204 },
    problems: ["not-found", "last-admin-key"],
  }),
  getHealth: operation({
    id: "getHealth",
    method: "GET",
    path: "/health",
    tag: "System",
    summary: "Whether the hub is up, and what its queues hold",
    role: "public",
    response: { kind: "json", status: 200, schema: healthSchema },
    problems: [],
  }),
  getOpenApi: operation({
    id: "getOpenApi",
    method: "GET",
    path: "/openapi.json",
    tag: "System",
    summary: "This API's OpenAPI 3.1 document",
    role: "public",
    response: { kind: "json", status: 200, schema: z.looseObject({ openapi: z.string() }) },
    problems: [],
  }),
};
