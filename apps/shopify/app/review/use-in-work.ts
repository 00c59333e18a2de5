import { useEffect, useRef } from "react";
import { readReview } from "./ask.ts";
import type { ReviewImage } from "./review-image.ts";

const PAUSES_MS = [1_500, 2_000, 3_000, 5_000, 10_000];

interface Options {
  readonly batchId: string;
  readonly images: readonly ReviewImage[];
  /** `began`: when it was asked for, as `performance.now()` tells. */
  readonly onRead: (image: ReviewImage, began: number) => void;
}

/** Looks again at images of which a new version is being made, until it is there. A hidden page does not look. */
export function useInWork({ batchId, images, onRead }: Options): void {
  const latest = useRef(onRead);
  latest.current = onRead;
  const ids = images
    .filter(({ isInWork }) => isInWork)
    .map(({ id }) => id)
    .join(",");
  useEffect(() => {
    if (ids === "") return;
    const controller = new AbortController();
    const { signal } = controller;
    let looks = 0;
    let timer: ReturnType<typeof setTimeout>;
    const again = () => {
      timer = setTimeout(look, PAUSES_MS[Math.min(looks, PAUSES_MS.length - 1)]);
      looks += 1;
    };
    const look = async () => {
      const began = performance.now();
      try {
        if (document.visibilityState === "visible") {
          const { images } = await readReview(batchId, "images", new URLSearchParams({ ids }), signal);
          for (const image of images) if (!image.isInWork) latest.current(image, began);
        }
      } catch {
        // The next look may be answered.
      }
      if (!signal.aborted) again();
    };
    again();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [batchId, ids]);
}
