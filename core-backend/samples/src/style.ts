/** One drawn reference image. */
export interface SampleImage {
  /** File name without extension, such as `watercolour-hills`. */
  readonly name: string;
  /** A PNG of 512 by 512 pixels. */
  readonly png: Uint8Array;
}

/** A set of reference images that share an art style and differ in subject. */
export interface SampleStyle {
  readonly id: string;
  readonly title: string;
  /** What a designer would say of it, in a sentence or two. */
  readonly description: string;
  /** Draws the six references; the same bytes each time with one version of sharp on one platform. */
  draw(): Promise<readonly SampleImage[]>;
}

/** Draws a style's scenes one after the other, so that drawing never needs the memory of more than one. */
export async function drawEach<Item extends { readonly name: string }>(
  prefix: string,
  items: readonly Item[],
  draw: (item: Item, index: number) => Promise<Uint8Array>,
): Promise<readonly SampleImage[]> {
  const images: SampleImage[] = [];
  for (const [index, item] of items.entries()) {
    images.push({ name: `${prefix}-${item.name}`, png: await draw(item, index) });
  }
  return images;
}
