import { z } from "zod";
import { batchIdSchema, styleProfileIdSchema } from "../ids.ts";
import { analyticsSchema, daySchema } from "../resources/analytics.ts";
import { operation } from "./operation.ts";

export const analyticsOperations = {
  getAnalytics: operation({
    id: "getAnalytics",
    method: "GET",
    path: "/api/v1/analytics",
    tag: "Usage",
    summary:
      "Success and failure, style scores and durations of the batches submitted in a range of days; deleted batches are not in it",
    role: "viewer",
    query: z.object({
      from: daySchema.optional().describe("First day; 29 days before the last when absent"),
      to: daySchema.optional().describe("Last day; today when absent"),
      styleProfileId: styleProfileIdSchema.optional(),
      model: z.string().min(1).max(100).optional().describe("As the batches asked for it"),
      batchId: batchIdSchema.optional().describe("This batch alone, whenever it was submitted"),
    }),
    response: { kind: "json", status: 200, schema: analyticsSchema },
    problems: ["not-found"],
  }),
};
