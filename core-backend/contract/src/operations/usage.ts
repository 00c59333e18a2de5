import { z } from "zod";
import { monthSchema, usageSchema } from "../resources/usage.ts";
import { operation } from "./operation.ts";

export const usageOperations = {
  getUsage: operation({
    id: "getUsage",
    method: "GET",
    path: "/api/v1/usage",
    tag: "Usage",
    summary: "What is left of the month's quota, and what each month came to",
    role: "viewer",
    query: z.object({
      from: monthSchema.optional().describe("First month; eleven months before the last when absent"),
      to: monthSchema.optional().describe("Last month; the current one when absent"),
    }),
    response: { kind: "json", status: 200, schema: usageSchema },
    problems: [],
  }),
};
