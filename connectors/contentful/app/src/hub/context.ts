import { ApiProblemError, ConnectionError, UnexpectedResponseError } from "@assetql/client";
import { problemSchema, targetSchema } from "@assetql/contract";
import { z } from "zod";

const contextSchema = z.object({
  workspaceId: z.string(),
  role: z.enum(["viewer", "creator", "admin"]),
  target: targetSchema,
});
/** What the sync service lets this space and environment work with; `viewer` may only look. */
export type AppContext = z.infer<typeof contextSchema>;

interface Connection {
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
}

/** The one route of the sync service that is not the hub's own. */
export async function readContext({ baseUrl, fetch }: Connection, signal?: AbortSignal): Promise<AppContext> {
  const response = await fetch(`${baseUrl}/context`, signal === undefined ? {} : { signal }).catch(
    (error: unknown) => {
      throw new ConnectionError(new URL(baseUrl).origin, error);
    },
  );
  const body: unknown = await response.json().catch(() => null);
  const context = contextSchema.safeParse(body);
  if (response.ok && context.success) return context.data;
  const problem = problemSchema.safeParse(body);
  if (problem.success) throw new ApiProblemError(problem.data);
  throw new UnexpectedResponseError(response.status, "This is not the answer of a sync service");
}
