import { mergePalettes } from "./colour/palette.ts";
import { StyleError } from "./errors.ts";
import type { StyleFeatures } from "./extract-features.ts";
import { meanOf } from "./features/plane.ts";

/** A style in words and a few numbers: what a profile stores and a prompt can say. */
export interface StyleParameters {
  /** At most 5 `"#RRGGBB"`, heaviest first; fewer only when the references have fewer colours. */
  colorPalette: string[];
  /** 0..1 each. */
  composition: { symmetry: number; ruleOfThirds: number };
  texture: { frequency: "low" | "medium" | "high"; pattern: TexturePattern };
  /** 0..1 each. */
  lighting: { brightness: number; contrast: number };
}

/** `smooth` has little detail, `geometric` edges in few directions, `grainy` fine detail all over, `organic` the rest. */
export type TexturePattern = "smooth" | "geometric" | "grainy" | "organic";

/**
 * The parameters of a style over its references, in the specification's storage format (section 4.1).
 *
 * @throws StyleError `no_references`
 */
export function styleParameters(references: readonly StyleFeatures[]): StyleParameters {
  if (references.length === 0) {
    throw new StyleError("no_references", "A style needs at least one reference picture.");
  }
  const average = (value: (features: StyleFeatures) => number) =>
    Math.round(meanOf(references.map(value)) * 1000) / 1000;
  return {
    colorPalette: mergePalettes(references.map(({ palette }) => palette)).map(({ hex }) => hex),
    composition: {
      symmetry: average(({ composition }) => composition.symmetry.leftRight),
      ruleOfThirds: average(({ composition }) => composition.ruleOfThirds),
    },
    texture: {
      frequency: frequencyOf(average(({ texture }) => texture.frequency)),
      pattern: patternOf({
        detail: average(({ texture }) => Math.max(...texture.energy.slice(0, 3))),
        anisotropy: average(({ texture }) => texture.anisotropy),
        sparseness: average(({ texture }) => texture.sparseness),
      }),
    },
    lighting: {
      brightness: average(({ lighting }) => lighting.brightness),
      contrast: average(({ lighting }) => lighting.contrast),
    },
  };
}

function frequencyOf(frequency: number): "low" | "medium" | "high" {
  if (frequency < 0.25) return "low";
  return frequency < 0.4 ? "medium" : "high";
}

interface Surface {
  detail: number;
  anisotropy: number;
  sparseness: number;
}

function patternOf({ detail, anisotropy, sparseness }: Surface): TexturePattern {
  if (detail < 1) return "smooth";
  if (anisotropy > 0.05) return "geometric";
  return sparseness < 2 ? "grainy" : "organic";
}
