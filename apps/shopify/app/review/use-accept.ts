import { useState } from "react";
import { askReview } from "./ask.ts";
import type { ReviewImage } from "./review-image.ts";

interface Options {
  readonly batchId: string;
  readonly onAccepted: (image: ReviewImage) => void;
  readonly onFailed: (error: unknown) => void;
}

/** Takes a best try that missed the gate. */
export function useAccept({ batchId, onAccepted, onFailed }: Options) {
  const [accepting, setAccepting] = useState<string>();
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set());
  const accept = async (taskId: string): Promise<void> => {
    setAccepting(taskId);
    try {
      const { image } = await askReview(batchId, { ask: "accept", taskId });
      setAccepted((before) => new Set([...before, taskId]));
      onAccepted(image);
    } catch (error) {
      onFailed(error);
    } finally {
      setAccepting(undefined);
    }
  };
  return { accept, accepting, accepted };
}
