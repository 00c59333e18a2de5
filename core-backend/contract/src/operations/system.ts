import { z } from "zod";
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
  getMetrics: operation({
    id: "getMetrics",
    method: "GET",
    path: "/metrics",
    tag: "System",
    summary: "What the hub measures of itself, for Prometheus",
    role: "admin",
    operator: true,
    response: {
      kind: "text",
      status: 200,
      contentType: "text/plain; version=0.0.4; charset=utf-8",
      description: "In the text format of Prometheus",
    },
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
