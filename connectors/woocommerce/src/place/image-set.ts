/** Pure functions on the ordered ids of the images that a product shows; the first is the product image. */

/** Puts an image in front, or at a position of the gallery; the others keep their order. Positions count from 1. */
export function placed(ids: readonly number[], image: number, position: number | undefined): number[] {
  const others = ids.filter((id) => id !== image);
  const at = position === undefined ? others.length : Math.min(position - 1, others.length);
  return others.toSpliced(at, 0, image);
}

export function without(ids: readonly number[], image: number): number[] {
  return ids.filter((id) => id !== image);
}

/** Puts one image where another one was. */
export function swapped(ids: readonly number[], from: number, to: number): number[] {
  return ids.includes(to) ? without(ids, from) : ids.map((id) => (id === from ? to : id));
}
