import { ApiProblemError, type Client } from "@assetql/client";
import { inParallel } from "./in-parallel.ts";
import type { Refused, ReviewOutcome } from "./review-requests.ts";

/** Each answers for itself. */
export async function writeAltTexts(
  hub: Client,
  texts: Readonly<Record<string, string>>,
): Promise<ReviewOutcome> {
  const done: string[] = [];
  const refused: Refused[] = [];
  await inParallel(Object.entries(texts), async ([id, altText]) => {
    try {
      await hub.assets.update(id, { altText });
      done.push(id);
    } catch (error) {
      if (!(error instanceof ApiProblemError)) throw error;
      refused.push({ id, code: error.code, detail: error.problem.detail });
    }
  });
  return { done, refused };
}
