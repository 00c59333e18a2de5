import type { Asset } from "@assetql/contract";
import { automaticAltText, fillTemplate } from "./alt-text-template.ts";

export interface Describable extends Pick<Asset, "title" | "altText"> {
  readonly id: string;
  /** Its row's, without what was asked for when it was made again. */
  readonly prompt: string;
  /** What the template's variables stand for. */
  readonly values: Readonly<Record<string, string>>;
}

export interface AltTextPlan {
  readonly texts: Readonly<Record<string, string>>;
  readonly kept: number;
  readonly incomplete: number;
  readonly missing: readonly string[];
  readonly samples: readonly { readonly title: string; readonly before: string; readonly after: string }[];
}

interface Wish {
  /** Null: the text that each image has by itself. */
  readonly template: string | null;
  readonly overwrite: boolean;
  /** Templates that texts were made from before. */
  readonly usedTemplates: readonly string[];
}

const SAMPLES = 3;

/**
 * What filling in alt texts would write. What a person has written stays unless `overwrite`; an image for which a
 * variable has no value keeps what it has. Pure.
 */
export function planAltTexts(
  images: readonly Describable[],
  { template, overwrite, usedTemplates }: Wish,
): AltTextPlan {
  const texts: Record<string, string> = {};
  const missing = new Set<string>();
  const samples: { title: string; before: string; after: string }[] = [];
  let kept = 0;
  let incomplete = 0;
  for (const image of images) {
    if (!overwrite && !isAutomatic(image, usedTemplates)) {
      kept += 1;
      continue;
    }
    const filled =
      template === null ? { text: automaticAltText(image.prompt) } : fillTemplate(template, image.values);
    if ("missing" in filled) {
      incomplete += 1;
      for (const name of filled.missing) missing.add(name);
      continue;
    }
    if (filled.text === image.altText) continue;
    texts[image.id] = filled.text;
    if (samples.length < SAMPLES)
      samples.push({ title: image.title, before: image.altText, after: filled.text });
  }
  return { texts, kept, incomplete, missing: [...missing], samples };
}

/** Nobody has written the text: there is none, or it is what the prompt or a template gives. */
function isAutomatic({ altText, prompt, values }: Describable, usedTemplates: readonly string[]): boolean {
  if (altText.trim() === "" || altText === automaticAltText(prompt)) return true;
  return usedTemplates.some((template) => {
    const filled = fillTemplate(template, values);
    return "text" in filled && filled.text === altText;
  });
}
