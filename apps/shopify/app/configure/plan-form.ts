import type { StyleProfile } from "@assetql/contract";
import type { Draft } from "../../server/batches/shop-batches.ts";
import type { Preferences } from "../../server/services.ts";

/** As the server has it; its test compares them. */
export const MAX_PER_ITEM = 10;
export const MAX_TEMPLATE = 8_000;
export const MAX_NAME = 120;
export const SIDES = { least: 64, most: 2_048 } as const;

/** Sides in pixels, as photographs are cut for shops. */
export const sizePresets = {
  square: { width: 1_024, height: 1_024 },
  portrait: { width: 1_024, height: 1_280 },
  landscape: { width: 1_280, height: 960 },
} as const;
export type SizePreset = keyof typeof sizePresets | "custom";

export function presetOf({ width, height }: Pick<Draft, "width" | "height">): SizePreset {
  const presets = ["square", "portrait", "landscape"] as const;
  return (
    presets.find((name) => sizePresets[name].width === width && sizePresets[name].height === height) ??
    "custom"
  );
}

interface Given {
  /** What the person left unfinished. */
  readonly draft: Draft | undefined;
  readonly preferences: Preferences;
  readonly styles: readonly Pick<StyleProfile, "id">[];
  /** Just made for this. */
  readonly newStyleId: string | null;
  readonly selectionName: string;
  /** For somebody who has never written one, in their language. */
  readonly firstTemplate: string;
}

/** What the page shows first: what was left unfinished, else what the shop chose last, else what suits most. */
export function initialDraft({
  draft,
  preferences,
  styles,
  newStyleId,
  selectionName,
  firstTemplate,
}: Given): Draft {
  const start: Draft = draft ?? {
    name: selectionName.slice(0, MAX_NAME),
    styleProfileId: null,
    template: preferences.template ?? firstTemplate,
    perItem: Math.min(preferences.perItem ?? 1, MAX_PER_ITEM),
    width: preferences.width ?? sizePresets.square.width,
    height: preferences.height ?? sizePresets.square.height,
    quality: "standard",
    threshold: null,
  };
  const wanted = newStyleId ?? start.styleProfileId ?? preferences.styleProfileId;
  const style = styles.find(({ id }) => id === wanted) ?? (styles.length === 1 ? styles[0] : undefined);
  // A threshold was chosen for one style.
  const isSameStyle = style?.id === start.styleProfileId;
  return { ...start, styleProfileId: style?.id ?? null, threshold: isSameStyle ? start.threshold : null };
}

/** Why no batch can be made yet, as codes of the texts; the first one is told. */
export type Missing = "style" | "template" | "name" | "size";

export function missingIn({ styleProfileId, template, name, width, height }: Draft): Missing | undefined {
  if (styleProfileId === null) return "style";
  if (template.trim() === "") return "template";
  if (!isSide(width) || !isSide(height)) return "size";
  return name.trim() === "" ? "name" : undefined;
}

export const isSide = (pixels: number): boolean =>
  Number.isInteger(pixels) && pixels >= SIDES.least && pixels <= SIDES.most;

/** Whether a preview would be another one: the name changes nothing. */
export const previewKey = ({ name: _, ...draft }: Draft): string => JSON.stringify(draft);
