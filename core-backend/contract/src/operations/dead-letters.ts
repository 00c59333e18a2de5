import { z } from "zod";
import { deadLetterSchema, redriveSchema } from "../resources/dead-letter.ts";
import { operation } from "./operation.ts";

export const deadLetterOperations = {
  listDeadLetters: operation({
    id: "listDeadLetters",
    method: "GET",
    path: "/api/v1/dead-letters",
    tag: "Operations",
    summary: "Jobs of this workspace that were begun ten times and never came to an end",
    role: "admin",
    response: { kind: "json", status: 200, schema: z.object({ items: z.array(deadLetterSchema) }) },
    problems: [],
  }),
  redriveDeadLetters: operation({
    id: "redriveDeadLetters",
    method: "POST",
    path: "/api/v1/dead-letters/redrive",
    tag: "Operations",
    summary: "Set dead jobs going again",
    role: "admin",
    body: { schema: redriveSchema },
    response: { kind: "json", status: 200, schema: z.object({ redriven: z.int() }) },
    problems: ["not-found"],
  }),
};
