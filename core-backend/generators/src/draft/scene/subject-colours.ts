import type { Random } from "../random.ts";
import { unit } from "../raster.ts";
import { chroma, distance, hueGap, type Swatch } from "../style/palette.ts";
import type { StyleProfile } from "../style/profile.ts";

export type Lab3 = readonly [number, number, number];

/** The colours a subject is drawn in. */
export interface SubjectColours {
  base: Lab3;
  /** How far lightness may run from deep shade to full light, in L. */
  span: number;
  /** The style's own darks and lights, which shade and light lean towards. */
  dark: Lab3;
  light: Lab3;
  /** A second colour for accents, unlike the base and the ground. */
  accent: Lab3;
}

/**
 * Picks colours of the style's palette for a subject before `ground` (the ground's colours behind it). A colour the prompt asks for is met by
 * the nearest of the palette; when the palette has no such hue but has others as strong, the hue is taken and
 * held to the style's own chroma and lightness; a style of one hue stays so.
 */
export function subjectColours(
  { palette, character }: StyleProfile,
  scene: { ground: readonly Lab3[]; wanted: Lab3 | undefined },
  random: Random,
): SubjectColours {
  const choices = withDeeper(palette);
  const jitter = choices.map(() => random());
  const dark = palette[0]?.lab ?? [10, 0, 0];
  const light = palette.at(-1)?.lab ?? [95, 0, 0];
  const fit = (swatch: Swatch, i: number): number =>
    leastContrast(swatch.lab, scene.ground) +
    1.2 * unit(chroma(swatch.lab) / 55) +
    0.8 * swatch.central +
    1.7 * (jitter[i] ?? 0);
  const free = bestSwatch(choices, fit)?.lab ?? light;
  const base = scene.wanted ? (wantedColour(palette, scene.wanted) ?? free) : free;
  const accentFit = (swatch: Swatch, i: number): number =>
    1.4 * leastContrast(swatch.lab, scene.ground) +
    0.8 * contrastScore(swatch.lab, base) +
    unit(chroma(swatch.lab) / 60) +
    (jitter[i] ?? 0);
  const accent = bestSwatch(choices, accentFit)?.lab ?? light;
  return {
    base,
    span: Math.min(74, 26 + 1.9 * character.tonalRange),
    dark,
    light,
    accent,
  };
}

/** The palette and, where a style is pale, its colours laid on thicker, within its own range of strength. */
function withDeeper(palette: readonly Swatch[]): Swatch[] {
  const strongest = Math.max(...palette.map(({ lab }) => chroma(lab)));
  const deeper = palette
    .filter(({ lab }) => chroma(lab) > 9 && chroma(lab) < 0.75 * strongest && lab[0] > 55)
    .map((swatch): Swatch => {
      const gain = Math.min(1.7, (0.8 * strongest) / chroma(swatch.lab));
      return { ...swatch, lab: [swatch.lab[0] - 16, swatch.lab[1] * gain, swatch.lab[2] * gain] };
    });
  return [...palette, ...deeper];
}

function bestSwatch(
  palette: readonly Swatch[],
  fit: (swatch: Swatch, i: number) => number,
): Swatch | undefined {
  let best: Swatch | undefined;
  let bestFit = Number.NEGATIVE_INFINITY;
  for (const [i, swatch] of palette.entries()) {
    const value = fit(swatch, i);
    if (value > bestFit) {
      bestFit = value;
      best = swatch;
    }
  }
  return best;
}

/** Contrast with several colours: their mean and the worst of them, in equal parts. */
function leastContrast(lab: Lab3, others: readonly Lab3[]): number {
  const scores = others.map((other) => contrastScore(lab, other));
  return (Math.min(...scores) + scores.reduce((sum, score) => sum + score, 0) / scores.length) / 2;
}

/** 0 for a colour that vanishes before the other, 2.5 from a clear difference on; lightness counts most. */
export function contrastScore(one: Lab3, other: Lab3): number {
  const gap = Math.hypot(1.3 * (one[0] - other[0]), 0.8 * (one[1] - other[1]), 0.8 * (one[2] - other[2]));
  return 2.5 * unit((gap - 10) / 32);
}

const SAME_HUE = 0.45;
const KINDRED_HUE = 1.1;
// Below this chroma a style is ink on paper, whatever the paper's tint.
const TINTED = 14;

function wantedColour(palette: readonly Swatch[], wanted: Lab3): Lab3 | undefined {
  if (chroma(wanted) < 12) {
    return bestSwatch(palette, ({ lab }) => -Math.abs(lab[0] - wanted[0]) - 1.6 * chroma(lab))?.lab;
  }
  const near = bestSwatch(
    palette.filter(({ lab }) => chroma(lab) > 14 && hueGap(lab, wanted) < SAME_HUE),
    ({ lab }) => -distance(lab, wanted) + 0.4 * chroma(lab),
  );
  return near?.lab ?? heldToStyle(palette, wanted);
}

/** The wanted hue in the style's own strength and lightness; undefined when the style knows no such hues. */
function heldToStyle(palette: readonly Swatch[], wanted: Lab3): Lab3 | undefined {
  const coloured = palette.filter(({ lab }) => chroma(lab) > 7);
  const kindred = coloured.some(({ lab }) => hueGap(lab, wanted) < KINDRED_HUE);
  const manyHues = coloured.some(({ lab }) => coloured.some((other) => hueGap(lab, other.lab) > 1.3));
  const strengths = coloured.map(({ lab }) => chroma(lab)).sort((a, b) => a - b);
  const strength = strengths[Math.floor(strengths.length * 0.75)] ?? 0;
  if (strength < TINTED || (!kindred && !manyHues)) return undefined;
  const reach = Math.min(1, strength / chroma(wanted));
  const lowest = palette[0]?.lab[0] ?? 0;
  const highest = palette.at(-1)?.lab[0] ?? 100;
  const lightness = Math.min(highest - 8, Math.max(lowest + 12, wanted[0]));
  return [lightness, wanted[1] * reach, wanted[2] * reach];
}

/** The colour of a tone 0..1 of the subject: shade leans to the style's darks, light to its lights. */
export function toneColour(
  { base, span, dark, light }: SubjectColours,
  tone: number,
): [number, number, number] {
  const offset = (tone - 0.6) * span;
  const lightness = Math.min(light[0], Math.max(dark[0], base[0] + offset));
  const lean = offset < 0 ? 0.45 * unit(-offset / 45) : 0.4 * unit(offset / 35);
  const pole = offset < 0 ? dark : light;
  return [lightness, base[1] + lean * (pole[1] - base[1]), base[2] + lean * (pole[2] - base[2])];
}

/** The nearest colour of a palette. */
export function snap(lab: readonly number[], palette: readonly Swatch[]): Lab3 {
  return (
    bestSwatch(palette, (swatch) => -distance(swatch.lab, lab))?.lab ?? [
      lab[0] ?? 0,
      lab[1] ?? 0,
      lab[2] ?? 0,
    ]
  );
}
