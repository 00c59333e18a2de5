import { ProblemError } from "@assetql/contract";
import type { Visit } from "../../server/services.ts";
import { fieldOf } from "../common/visit-loader.server.ts";

export const watchIntents = ["pause", "resume", "cancel", "retry", "accept"] as const;
export type WatchIntent = (typeof watchIntents)[number];

export interface WatchDone {
  readonly done: WatchIntent;
}

/** Holds, goes on with or ends a batch, or decides about one of its images. Throws the hub's problems. */
export async function answerWatch(
  { hub: { batches } }: Pick<Visit, "hub">,
  batchId: string,
  form: FormData,
): Promise<WatchDone> {
  const done = watchIntents.find((intent) => intent === fieldOf(form, "intent"));
  switch (done) {
    case "pause":
      await batches.pause(batchId);
      return { done };
    case "resume":
      await batches.resume(batchId);
      return { done };
    case "cancel":
      await batches.cancel(batchId);
      return { done };
    case "retry":
      await batches.retryFailed(batchId);
      return { done };
    case "accept":
      await batches.acceptBestTry(fieldOf(form, "taskId"));
      return { done };
    case undefined:
      throw new ProblemError("request-invalid", "This is nothing that can be done with a batch.");
  }
}
