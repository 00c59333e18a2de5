/**
 * Pure functions on the media that a product shows, by number and in order; the first is its main image. Those of ours
 * carry the number of the image among those of its product (`k`), and keep that order among themselves.
 */
export type NumberOf = (media: string) => number | undefined;

/** Where an image of ours belongs among ours. */
export interface Order {
  readonly k: number;
  /** Sorts those of the publication at hand that have the same `k`; undefined for those of others. */
  readonly row: string | undefined;
}

/** Undefined for the media of others, and for ours whose order is not known. */
export type OrderOf = (media: string) => Order | undefined;

/** What is to be shown: which file, and its order. */
export interface Shown extends Order {
  readonly id: string;
}

const areOfOne = (one: Order, other: Order): boolean => one.row !== undefined && other.row !== undefined;

export const isBefore = (one: Order, other: Order): boolean =>
  one.k < other.k || (one.k === other.k && areOfOne(one, other) && (one.row ?? "") < (other.row ?? ""));

/** The same number, and not the same publication. */
const isOfEarlier = (one: Order, shown: Shown): boolean => one.k === shown.k && !areOfOne(one, shown);

/**
 * In front of everything. The images of ours that already stand in front in the order of their numbers are taken for
 * those of the same publication, unless one has the same number: then they are of an earlier one, and stay behind.
 */
export function inFront(media: readonly string[], shown: Shown, orderOf: OrderOf): string[] {
  const others = without(media, shown.id);
  const run = runOf(others, orderOf, isBefore);
  const isLater = run.some((one) => isOfEarlier(one, shown));
  const at = isLater ? 0 : run.filter((one) => isBefore(one, shown)).length;
  return others.toSpliced(at, 0, shown.id);
}

/** Behind everything, by the same rule. */
export function atEnd(media: readonly string[], shown: Shown, orderOf: OrderOf): string[] {
  const others = without(media, shown.id);
  const run = runOf(others.toReversed(), orderOf, (one, other) => isBefore(other, one));
  const isLater = run.some((one) => isOfEarlier(one, shown));
  const behind = isLater ? 0 : run.filter((one) => isBefore(shown, one)).length;
  return others.toSpliced(others.length - behind, 0, shown.id);
}

/** The images of ours in front, the given one among them, that count as those of one publication; none without it. */
export function frontRun(media: readonly string[], id: string, orderOf: OrderOf): readonly string[] {
  const run = media.slice(0, runOf(media, orderOf, isBefore).length);
  return run.includes(id) ? run : [];
}

/** Those of ours that stand first, as far as each follows the one before. */
function runOf(
  media: readonly string[],
  orderOf: OrderOf,
  follows: (one: Order, other: Order) => boolean,
): readonly Order[] {
  const run: Order[] = [];
  for (const each of media) {
    const order = orderOf(each);
    const last = run.at(-1);
    if (order === undefined || (last !== undefined && !follows(last, order))) break;
    run.push(order);
  }
  return run;
}

export const without = (media: readonly string[], id: string): string[] =>
  media.filter((each) => each !== id);

/**
 * One where another one is, which goes. If both are there, the one that comes has been moved already, unless it is still
 * at the end, where new media are put. Without the other nothing changes.
 */
export function swapped(media: readonly string[], from: string, to: string): string[] {
  if (from === to || !media.includes(from)) return [...media];
  if (media.includes(to) && media.at(-1) !== to) return without(media, from);
  return without(media, to).map((each) => (each === from ? to : each));
}

/**
 * An order with what is to leave it still among the rest: right before what follows it now, so that whoever is
 * interrupted finds the place that it had, and what takes its place stands before it.
 */
export function withLeaving(now: readonly string[], wanted: readonly string[]): string[] {
  const order = [...wanted];
  for (const [index, id] of [...now.entries()].toReversed()) {
    if (order.includes(id)) continue;
    const follower = now.slice(index + 1).find((each) => order.includes(each));
    order.splice(follower === undefined ? order.length : order.indexOf(follower), 0, id);
  }
  return order;
}

/** Right behind as many of others' media, or at the end where there are fewer. */
export function placedBehind(
  media: readonly string[],
  { id, others }: { readonly id: string; readonly others: number },
  numberOf: NumberOf,
): string[] {
  const rest = without(media, id);
  let before = 0;
  const at = rest.findIndex((each) => {
    if (numberOf(each) === undefined) before += 1;
    return before === others;
  });
  return rest.toSpliced(at < 0 ? rest.length : at + 1, 0, id);
}

/** Before the first that is not of ours: where a product's own main image stands. */
export function asMain(media: readonly string[], id: string, numberOf: NumberOf): string[] {
  const others = without(media, id);
  const at = others.findIndex((each) => numberOf(each) === undefined);
  return others.toSpliced(at < 0 ? others.length : at, 0, id);
}

/** The first that is not of ours, if there is one. */
export const mainOf = (media: readonly string[], numberOf: NumberOf): string | undefined =>
  media.find((each) => numberOf(each) === undefined);

export interface Move {
  readonly id: string;
  /** From 0, at the time when this move is made. */
  readonly newPosition: number;
}

/**
 * Moves that bring media from one order into another, made one after the other as Shopify makes them: only what does
 * not stand in a longest row that is in order already has to move. Both lists have the same members.
 */
export function movesTo(now: readonly string[], wanted: readonly string[]): Move[] {
  const standing = longestInOrder(now, wanted);
  let current = [...now];
  const moves: Move[] = [];
  for (const [index, id] of wanted.entries()) {
    if (standing.has(id)) continue;
    // Right behind the one that it follows, which is where it belongs by now.
    const before = wanted[index - 1];
    const rest = without(current, id);
    const newPosition = before === undefined ? 0 : rest.indexOf(before) + 1;
    current = rest.toSpliced(newPosition, 0, id);
    moves.push({ id, newPosition });
  }
  return moves;
}

/** A longest increasing subsequence, by the places that are wanted. */
function longestInOrder(now: readonly string[], wanted: readonly string[]): ReadonlySet<string> {
  const places = new Map(wanted.map((id, index) => [id, index]));
  const rows: { readonly place: number; readonly id: string; readonly before: number }[] = [];
  const ends: number[] = [];
  for (const id of now) {
    const place = places.get(id);
    if (place === undefined) continue;
    const found = ends.findIndex((end) => (rows[end]?.place ?? 0) > place);
    const length = found < 0 ? ends.length : found;
    rows.push({ place, id, before: ends[length - 1] ?? -1 });
    ends[length] = rows.length - 1;
  }
  const row = new Set<string>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = rows[at]?.before ?? -1) row.add(rows[at]?.id ?? "");
  return row;
}
