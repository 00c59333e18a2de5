/** What variants show, by their number: the number of a file, {@link OURS} or {@link NONE}. */
export type VariantImages = ReadonlyMap<string, string>;

/** Whichever version of the image it is. */
export const OURS = "*";
export const NONE = "-";

/**
 * As text that fits into a snapshot also for 2,048 variants: for each image the variants that show it, as distances
 * between their numbers, all in base 36. `-:a.1 8zk:c` says that 10 and 11 show none, and 12 the file 11,648.
 */
export function encodeVariantImages(images: VariantImages): string {
  const groups = new Map<string, bigint[]>();
  for (const [variant, image] of images) groups.set(image, [...(groups.get(image) ?? []), BigInt(variant)]);
  return [...groups]
    .map(([image, variants]) => {
      const sorted = variants.sort((one, other) => (one < other ? -1 : 1));
      const steps = sorted.map((variant, index) => (variant - (sorted[index - 1] ?? 0n)).toString(36));
      return `${nameOf(image)}:${steps.join(".")}`;
    })
    .sort()
    .join(" ");
}

/** Nothing for what is no such text. */
export function decodeVariantImages(text: unknown): VariantImages {
  const images = new Map<string, string>();
  if (typeof text !== "string") return images;
  for (const group of text.split(" ")) {
    const [image, steps] = group.split(":");
    if (image === undefined || steps === undefined) continue;
    let variant = 0n;
    for (const step of steps.split(".")) {
      variant += fromBase36(step);
      images.set(String(variant), imageOf(image));
    }
  }
  return images;
}

/** Videos have no number: they are named as a whole, without what separates names here. */
const nameOf = (image: string): string =>
  /^\d+$/.test(image) ? BigInt(image).toString(36) : image.replaceAll(":", "|");

const imageOf = (name: string): string =>
  /^[0-9a-z]+$/.test(name) ? String(fromBase36(name)) : name.replaceAll("|", ":");

function fromBase36(digits: string): bigint {
  let number = 0n;
  for (const digit of digits) number = number * 36n + BigInt(Number.parseInt(digit, 36) || 0);
  return number;
}
