import { z } from "zod";
import { assetIdSchema, batchIdSchema } from "../ids.ts";
import { liveEventPageSchema } from "../resources/live.ts";
import { operation } from "./operation.ts";

export const liveOperations = {
  listEvents: operation({
    id: "listEvents",
    method: "GET",
    path: "/api/v1/events",
    tag: "Live updates",
    summary: "What happened after an event; for clients that cannot open the WebSocket at /api/v1/live",
    role: "viewer",
    query: z.object({
      after: z.coerce
        .number()
        .int()
        .min(0)
        .max(Number.MAX_SAFE_INTEGER)
        .optional()
        .describe("Number of the last event that is known; without it, the answer only says where to go on"),
      limit: z.coerce.number().int().min(1).max(500).default(200),
      batchId: batchIdSchema.optional().describe("Only events of this batch, its tasks and its assets"),
      assetId: assetIdSchema.optional().describe("Only events of this asset"),
    }),
    response: { kind: "json", status: 200, schema: liveEventPageSchema },
    problems: ["not-found"],
  }),
};
