import { describe, expect, it } from "vitest";
import { createRandom } from "../random.ts";
import { plane } from "../raster.ts";
import { discColour, placeDisc } from "./disc.ts";

const SIDE = 128;

function subjectInTheMiddle() {
  const cover = plane(SIDE, SIDE);
  for (let y = 24; y < 104; y++) for (let x = 24; x < 104; x++) cover.data[y * SIDE + x] = 1;
  return cover;
}

describe("placeDisc", () => {
  it("hangs a disc in about a third of drafts, at many places, never touching the subject or the margin", () => {
    const cover = subjectInTheMiddle();
    const discs = Array.from({ length: 400 }, (_, seed) =>
      placeDisc(cover, 0.02, createRandom(seed * 7919 + 1)),
    ).filter((disc) => disc !== undefined);
    expect(discs.length / 400).toBeGreaterThan(0.2);
    expect(discs.length / 400).toBeLessThan(0.45);
    for (const { x, y, radius } of discs) {
      const nearest = Math.hypot(x - Math.min(104, Math.max(24, x)), y - Math.min(104, Math.max(24, y)));
      expect(nearest).toBeGreaterThan(radius);
      expect(Math.min(x, y, SIDE - x, SIDE - y) - radius).toBeGreaterThanOrEqual(0.02 * SIDE);
    }
    expect(new Set(discs.map(({ x }) => Math.round(x / 16))).size).toBeGreaterThan(4);
  });

  it("hangs none in the opening of a ring", () => {
    const cover = plane(SIDE, SIDE);
    for (let i = 0; i < cover.data.length; i++) {
      const reach = Math.hypot((i % SIDE) - 64, Math.floor(i / SIDE) - 64);
      cover.data[i] = reach > 50 && reach < 60 ? 1 : 0;
    }
    const discs = Array.from({ length: 100 }, (_, seed) => placeDisc(cover, 0.02, createRandom(seed * 7919)));
    expect(discs.every((disc) => disc === undefined || Math.hypot(disc.x - 64, disc.y - 64) > 60)).toBe(true);
  });

  it("leaves the disc out where the subject leaves no room", () => {
    const cover = plane(SIDE, SIDE);
    cover.data.fill(1);
    const placed = Array.from({ length: 20 }, (_, seed) => placeDisc(cover, 0, createRandom(seed)));
    expect(placed.every((disc) => disc === undefined)).toBe(true);
  });
});

describe("discColour", () => {
  it("draws different colours of the palette by lot, none that vanish before the ground", () => {
    const swatch = (lab: [number, number, number]) => ({ lab, weight: 0.25, central: 0.5 });
    const sky = swatch([80, -5, -20]);
    const palette = [swatch([30, 5, -30]), swatch([55, 60, 40]), swatch([78, 5, 70]), sky];
    const drawn = Array.from({ length: 60 }, (_, seed) =>
      discColour(palette, [79, -4, -19], createRandom(seed * 7919)),
    );
    expect(new Set(drawn).size).toBe(3);
    expect(drawn).not.toContain(sky.lab);
  });
});
