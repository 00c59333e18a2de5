import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kMeans } from "./k-means.ts";

const coordinate = fc.integer({ min: -100, max: 100 });
const point = fc.tuple(coordinate, coordinate, coordinate);
const pointSet = fc.array(point, { minLength: 1, maxLength: 60 });

describe("kMeans", () => {
  it("finds clusters that are far apart, with their weights", () => {
    const near = [0, 0, 0, 1, 0, 0, 0, 1, 0];
    const far = [90, 0, 0];

    const { centres, weights } = kMeans([...near, ...far], 2, [1, 1, 1, 5]);

    const far0 = (centres[0] ?? 0) > 50 ? 0 : 1;
    expect(centres[far0 * 3]).toBe(90);
    expect(weights[far0]).toBeCloseTo(5 / 8);
    expect(centres[(1 - far0) * 3]).toBeCloseTo(1 / 3);
  });

  it("gives shares that sum to 1, and each point its nearest centre", () => {
    fc.assert(
      fc.property(pointSet, fc.integer({ min: 1, max: 6 }), (points, k) => {
        const { centres, weights, assignment } = kMeans(points.flat(), k);
        expect(weights.length).toBeLessThanOrEqual(k);
        expect(centres.length).toBe(weights.length * 3);
        expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1);
        const distance = (p: number[], c: number) =>
          p.reduce((sum, v, axis) => sum + (v - (centres[c * 3 + axis] ?? 0)) ** 2, 0);
        points.forEach((p, i) => {
          const nearest = Math.min(...Array.from(weights, (_, c) => distance(p, c)));
          expect(distance(p, assignment[i] ?? 0)).toBeLessThanOrEqual(nearest + 1e-3);
        });
      }),
    );
  });

  it("has no more error with one cluster more", () => {
    fc.assert(
      fc.property(pointSet, (points) => {
        const error = (k: number) => {
          const { centres, assignment } = kMeans(points.flat(), k);
          return points.reduce(
            (sum, p, i) =>
              sum +
              p.reduce((s, v, axis) => s + (v - (centres[(assignment[i] ?? 0) * 3 + axis] ?? 0)) ** 2, 0),
            0,
          );
        };
        expect(error(60)).toBeLessThan(1e-6);
        expect(error(3)).toBeLessThanOrEqual(error(1) + 1e-6);
      }),
    );
  });

  it("is deterministic", () => {
    fc.assert(
      fc.property(pointSet, (points) => {
        expect(kMeans(points.flat(), 4)).toEqual(kMeans(points.flat(), 4));
      }),
    );
  });

  it("returns fewer centres than asked when there are fewer points", () => {
    expect(kMeans([1, 2, 3, 1, 2, 3], 5).weights).toEqual(Float64Array.of(1));
    expect(kMeans([], 5).weights.length).toBe(0);
  });
});
