import type { StyleScore } from "@assetql/contract";

/** Everything a contact sheet shows, images included: it is drawn without asking anyone anything more. */
export interface ContactSheet {
  readonly title: string;
  readonly template: string;
  /** Facts of the batch in words, in the order shown. */
  readonly facts: readonly SheetFact[];
  readonly style: SheetStyle;
  /** The style score that images had to reach. */
  readonly gate: number;
  readonly images: readonly SheetImage[];
  readonly failures: readonly SheetFailure[];
  /** One line that says what made the images. */
  readonly provenance: string;
  /** Lines that must travel with the images. */
  readonly attribution: readonly string[];
}

export interface SheetFact {
  readonly name: string;
  readonly value: string;
}

export interface SheetStyle {
  readonly name: string;
  /** Dominant colours as `#rrggbb`, most frequent first. */
  readonly palette: readonly string[];
  readonly references: readonly { readonly name: string; readonly thumbnail: Uint8Array }[];
}

export interface SheetImage {
  readonly row: number;
  readonly sku: string | null;
  readonly title: string;
  readonly altText: string;
  readonly prompt: string;
  readonly score: StyleScore;
  readonly tries: number;
  /** A JPEG of at most 256 by 256 pixels. */
  readonly thumbnail: Uint8Array;
  /** Path of the full image, relative to the sheet, with `/`. */
  readonly file: string;
}

export interface SheetFailure {
  readonly row: number;
  readonly prompt: string;
  readonly reason: string;
  readonly bestScore: number | null;
}

/** How good a score is, in five steps of which the upper three pass the gate. */
export type Grade = "excellent" | "good" | "pass" | "near" | "low";

export function gradeOf(score: number, gate: number): Grade {
  if (score < gate) return score >= gate - 0.1 ? "near" : "low";
  const above = gate >= 1 ? 1 : (score - gate) / (1 - gate);
  if (above >= 2 / 3) return "excellent";
  return above >= 1 / 3 ? "good" : "pass";
}
