import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testSeed } from "../../../../test/support/test-seed.ts";
import {
  asMain,
  atEnd,
  inFront,
  movesTo,
  type NumberOf,
  type OrderOf,
  placedBehind,
  swapped,
  withLeaving,
  without,
} from "./media-order.ts";

const seed = testSeed();
console.log(`ASSETQL_TEST_SEED=${seed}`);
const check = (property: fc.IProperty<unknown>): void =>
  fc.assert(property as fc.IProperty<[unknown]>, { seed, numRuns: 300 });

/** Ours are `a1`, `a2` and so on; `b1` is of another publication. */
const numberOf: NumberOf = (id) => (/^[a-z]\d+$/.test(id) ? Number(id.slice(1)) : undefined);
const others = fc.uniqueArray(fc.integer({ min: 1, max: 400 }).map(String), { maxLength: 250 });
const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 10 });
const ours = (k: number, batch = "a") => ({ id: `${batch}${k}`, k, row: undefined });
const orderOf: OrderOf = (id) => {
  const k = numberOf(id);
  return k === undefined ? undefined : { k, row: undefined };
};

/** As Shopify makes them: one after the other. */
const moved = (media: readonly string[], moves: ReturnType<typeof movesTo>): string[] =>
  moves.reduce((now, { id, newPosition }) => without(now, id).toSpliced(newPosition, 0, id), [...media]);

describe("the order of a product's media", () => {
  it("has new images in front in the order of their numbers, in whatever order they come", () => {
    check(
      fc.property(others, numbers, (media, ks) => {
        const placed = ks.reduce<string[]>((now, k) => inFront(now, ours(k), orderOf), media);
        const sorted = ks.toSorted((one, other) => one - other).map((k) => ours(k).id);
        expect(placed).toEqual([...sorted, ...media]);
      }),
    );
  });

  it("has new images at the end in the order of their numbers, in whatever order they come", () => {
    check(
      fc.property(others, numbers, (media, ks) => {
        const placed = ks.reduce<string[]>((now, k) => atEnd(now, ours(k), orderOf), media);
        const sorted = ks.toSorted((one, other) => one - other).map((k) => ours(k).id);
        expect(placed).toEqual([...media, ...sorted]);
      }),
    );
  });

  it("has a later publication before an earlier one of as many images, each together", () => {
    check(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.infiniteStream(fc.nat()), (count, random) => {
        const ks = Array.from({ length: count }, (_, index) => index + 1);
        const shuffled = ks
          .map((k) => ({ k, at: random.next().value ?? 0 }))
          .toSorted((one, other) => one.at - other.at)
          .map(({ k }) => k);
        const first = shuffled.reduce<string[]>((now, k) => inFront(now, ours(k), orderOf), ["9", "8"]);
        const both = shuffled
          .toReversed()
          .reduce<string[]>((now, k) => inFront(now, ours(k, "b"), orderOf), first);
        expect(both).toEqual([...ks.map((k) => `b${k}`), ...ks.map((k) => `a${k}`), "9", "8"]);
      }),
    );
  });

  it("is as before for others when ours go again, in whatever order", () => {
    check(
      fc.property(others, numbers, numbers, (media, ks, going) => {
        const placed = ks.reduce<string[]>((now, k) => inFront(now, ours(k), orderOf), media);
        const order = [...going, ...ks].map((k) => ours(k).id);
        expect(order.reduce(without, placed)).toEqual(media);
      }),
    );
  });

  it("gives a main image its place back, whether ours have gone before or go after", () => {
    check(
      fc.property(others, numbers, fc.nat(), (media, ks, after) => {
        fc.pre(media.length > 0);
        const [main = "", ...rest] = media;
        const placed = ks.reduce<string[]>((now, k) => inFront(now, ours(k), orderOf), rest);
        const [before, behind] = [ks.slice(0, after % ks.length), ks.slice(after % ks.length)];
        const some = before.reduce((now, k) => without(now, ours(k).id), placed);
        const back = behind.reduce((now, k) => without(now, ours(k).id), asMain(some, main, numberOf));
        expect(back).toEqual(media);
      }),
    );
  });

  it("has a new version where the former one was, and back", () => {
    check(
      fc.property(others, fc.nat(), fc.boolean(), (media, place, isAttached) => {
        const at = place % (media.length + 1);
        const shown = media.toSpliced(at, 0, "a1");
        const now = isAttached ? [...shown, "new"] : shown;
        const next = swapped(now, "a1", "new");
        expect(next).toEqual(media.toSpliced(at, 0, "new"));
        expect(swapped([...next, "a1"], "new", "a1")).toEqual(shown);
      }),
    );
  });

  it("puts one behind as many of others' as were before it", () => {
    expect(placedBehind(["a2", "9", "8", "7"], { id: "a1", others: 2 }, numberOf)).toEqual([
      "a2",
      "9",
      "8",
      "a1",
      "7",
    ]);
    expect(placedBehind(["9", "a1", "8"], { id: "a1", others: 5 }, numberOf)).toEqual(["9", "8", "a1"]);
  });

  it("is reached by moves, each once, and none of what may stay", () => {
    check(
      fc.property(others, fc.infiniteStream(fc.nat()), (media, random) => {
        const wanted = media
          .map((id) => ({ id, at: random.next().value ?? 0 }))
          .toSorted((one, other) => one.at - other.at)
          .map(({ id }) => id);
        const moves = movesTo(media, wanted);
        expect(moved(media, moves)).toEqual(wanted);
        expect(new Set(moves.map(({ id }) => id)).size).toBe(moves.length);
        expect(moves.length).toBeLessThan(Math.max(1, media.length));
      }),
    );
    expect(movesTo(["1", "2", "3", "a1"], ["a1", "1", "2", "3"])).toEqual([{ id: "a1", newPosition: 0 }]);
  });

  it("keeps what is to leave before what follows it until it leaves", () => {
    expect(withLeaving(["M", "x", "a1", "a2"], ["a1", "a2", "x"])).toEqual(["a1", "a2", "M", "x"]);
    expect(withLeaving(["x", "M", "y"], ["y", "x"])).toEqual(["M", "y", "x"]);
  });
});
