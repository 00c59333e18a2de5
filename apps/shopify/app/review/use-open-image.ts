import { useState } from "react";
import { askReview } from "./ask.ts";
import type { ReviewImage } from "./review-image.ts";
import type { PatchImages } from "./use-images.ts";

interface Options {
  readonly batchId: string;
  readonly images: readonly ReviewImage[];
  readonly patch: PatchImages;
  readonly onRestored: (image: ReviewImage) => void;
  readonly onFailed: (error: unknown) => void;
  readonly onClosed: (id: string) => void;
}

/** The image that is shown in large, and its versions. */
export function useOpenImage({ batchId, images, patch, onRestored, onFailed, onClosed }: Options) {
  const [id, setId] = useState<string>();
  const [restoring, setRestoring] = useState<number>();
  const at = images.findIndex((image) => image.id === id);
  const restore = async ({ id }: ReviewImage, version: number): Promise<void> => {
    setRestoring(version);
    try {
      const { image } = await askReview(batchId, { ask: "restore", assetId: id, version });
      patch([id], image);
      onRestored(image);
    } catch (error) {
      onFailed(error);
    } finally {
      setRestoring(undefined);
    }
  };
  return {
    image: images[at],
    place: { at: at + 1, of: images.length },
    restoring,
    open: setId,
    step: (step: -1 | 1) => setId((before) => images[at + step]?.id ?? before),
    restore,
    /** Without giving the focus back: something else takes it. */
    hide: () => setId(undefined),
    close: () => {
      if (id !== undefined) onClosed(id);
      setId(undefined);
    },
  };
}
