import { describe, expect, it } from "vitest";
import { createRandom } from "../random.ts";
import { decodeReference, type Reference } from "../style/decode.ts";
import { describePatches } from "../style/patches.ts";
import { drawReference } from "../style/testing.ts";
import { quilt } from "./quilt.ts";

async function grain(): Promise<Reference> {
  return decodeReference(await drawReference("grain", 3), 0);
}

type Colour = readonly [number, number, number];
// The ground and the disc of the reference.
const GROUND: Colour = [30, 8, 12];
const DISC: Colour = [57, 24, 52];

function flatGuide(colour: Colour): { width: number; height: number; lab: Float32Array } {
  const lab = Float32Array.from({ length: 128 * 128 * 3 }, (_, i) => colour[i % 3] ?? 0);
  return { width: 128, height: 128, lab };
}

function meanAndDeviation(lab: Float32Array): { mean: number; deviation: number } {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < lab.length; i += 3) {
    sum += lab[i] ?? 0;
    squares += (lab[i] ?? 0) ** 2;
  }
  const mean = sum / (lab.length / 3);
  return { mean, deviation: Math.sqrt(squares / (lab.length / 3) - mean ** 2) };
}

describe("quilt", () => {
  it("follows the guide's lightness in the reference's grain", async () => {
    const references = [await grain()];
    const dictionary = describePatches(references, 24);
    const job = { references, dictionary, overlap: 8, candidates: 500, seamWeight: 0.05 };
    const dark = quilt({ ...job, guide: flatGuide(GROUND) }, createRandom(1));
    const light = quilt({ ...job, guide: flatGuide(DISC) }, createRandom(1));
    expect(meanAndDeviation(dark.lab).mean).toBeLessThan(meanAndDeviation(light.lab).mean - 15);
    expect(meanAndDeviation(dark.lab).deviation).toBeGreaterThan(2);
  });

  it("leaves the guide where no patch is wanted, and where none fits", async () => {
    const references = [await grain()];
    const dictionary = describePatches(references, 24);
    const job = {
      references,
      dictionary,
      overlap: 8,
      candidates: 500,
      seamWeight: 0.05,
      guide: flatGuide(GROUND),
    };
    expect(quilt({ ...job, wanted: () => false }, createRandom(1)).lab).toEqual(job.guide.lab);
    const tiny = { width: 8, height: 8, lab: new Float32Array(192) };
    expect(quilt({ ...job, guide: tiny }, createRandom(1)).lab).toEqual(tiny.lab);
  });
});
