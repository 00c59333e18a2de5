import { ApiProblemError } from "@assetql/client";
import type { Publication } from "@assetql/contract";
import type { Visit } from "../../server/services.ts";
import { reasonIn } from "../problems/problem-text.ts";

/**
 * `removed`: the app has paused it, which it does when it is removed from the shop. `no-access`: Shopify did not let it
 * in, as it was removed, or its access was withdrawn. Whoever reads this has opened the app: it is let in again.
 */
export type WhyStopped = "removed" | "no-access";

const PAUSED = "publication.pause-requested";

/** Why a publication stopped, where that was neither a person nor the shop's products; null otherwise. */
export async function whyStopped(
  { admin }: Pick<Visit, "admin">,
  { id, status, problem }: Pick<Publication, "id" | "status" | "problem">,
): Promise<WhyStopped | null> {
  if (problem !== null) {
    // A shop that is frozen or locked is not let in again by opening the app.
    return problem.code.startsWith("credentials-") && reasonIn(problem) === undefined ? "no-access" : null;
  }
  if (status !== "paused") return null;
  try {
    const [{ items }, me] = await Promise.all([
      admin.audit.list({ subject: id, action: PAUSED, limit: 1 }),
      admin.workspaces.me(),
    ]);
    return items[0]?.actor === me.id ? "removed" : null;
  } catch (error) {
    // The page can do without: a workspace that was joined may have less to tell.
    if (error instanceof ApiProblemError) return null;
    throw error;
  }
}
