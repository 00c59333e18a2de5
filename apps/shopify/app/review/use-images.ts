import type { ReviewState } from "@assetql/contract";
import { useNavigation, useRevalidator } from "@remix-run/react";
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import {
  type Changes,
  newerThan,
  noPatches,
  type Patches,
  patched,
  withChanges,
  withRead,
} from "./image-patches.ts";
import type { ReviewPage } from "./load-review.server.ts";
import type { ReviewCounts, ReviewImage } from "./review-image.ts";

/** Shows at once what becomes of images; `isOnItsWay`: the server does not have it yet. */
export type PatchImages = (
  ids: readonly string[],
  changes: Changes,
  options?: { readonly isOnItsWay: boolean },
) => void;

export interface Images {
  readonly images: readonly ReviewImage[];
  readonly counts: ReviewCounts;
  readonly patch: PatchImages;
  /** Shows what was read of an image; `began` is when, as `performance.now()` tells. */
  readonly take: (image: ReviewImage, began: number) => void;
}

/**
 * A page's images with what was done to them since it was read. They stay where they are, also when the filter would
 * no longer find them: nothing jumps away from under the focus.
 */
export function useImages(page: ReviewPage): Images {
  const began = useReadingBegan();
  const [state, setState] = useState<{ readonly of: ReviewPage; readonly patches: Patches }>({
    of: page,
    patches: noPatches,
  });
  const patches = useMemo(
    () => (state.of === page ? state.patches : newerThan(state.patches, began.current)),
    [state, page, began],
  );
  if (state.of !== page) setState({ of: page, patches });
  const change = useCallback(
    (next: (patches: Patches) => Patches) =>
      setState((before) => ({ of: before.of, patches: next(before.patches) })),
    [],
  );
  const patch = useCallback<PatchImages>(
    (ids, changes, { isOnItsWay } = { isOnItsWay: false }) => {
      const since = isOnItsWay ? Number.POSITIVE_INFINITY : performance.now();
      change((before) => withChanges(before, ids, { changes, since }));
    },
    [change],
  );
  const take = useCallback(
    (image: ReviewImage, began: number) =>
      change((before) => withRead(before, image, { began, now: performance.now() })),
    [change],
  );
  return useMemo(() => {
    const images = patched(page.images, patches);
    return { images, counts: countAnew(page, images), patch, take };
  }, [page, patches, patch, take]);
}

/** When the page was begun to be read last. */
function useReadingBegan(): { readonly current: number } {
  const { state } = useRevalidator();
  const navigation = useNavigation();
  const isReading = state === "loading" || navigation.state === "loading";
  const began = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: going elsewhere begins anew
  useLayoutEffect(() => {
    if (isReading) began.current = performance.now();
  }, [isReading, navigation.location]);
  return began;
}

/** The counts of the whole batch, with what has changed on this page. */
function countAnew(
  page: Pick<ReviewPage, "counts" | "images">,
  images: readonly ReviewImage[],
): ReviewCounts {
  const counts: Record<ReviewState, number> = { ...page.counts };
  images.forEach(({ review }, at) => {
    const before = page.images[at]?.review;
    if (before === undefined || before === review) return;
    counts[before] -= 1;
    counts[review] += 1;
  });
  return counts;
}
