import type { ReviewImage } from "./review-image.ts";

interface Known {
  /** What the page shows, with what was decided here a moment ago. */
  readonly images: readonly Pick<ReviewImage, "id" | "review">[];
  /** Ids of what was rejected on any page; only asked for when some image is not shown. */
  readonly elsewhere: () => Promise<readonly string[]>;
}

/** Which of these images were rejected. */
export async function rejectedAmong(
  ids: readonly string[],
  { images, elsewhere }: Known,
): Promise<ReadonlySet<string>> {
  const shown = new Map(images.map(({ id, review }) => [id, review]));
  const found = new Set(ids.every((id) => shown.has(id)) ? [] : await elsewhere());
  return new Set(ids.filter((id) => (shown.has(id) ? shown.get(id) === "rejected" : found.has(id))));
}
