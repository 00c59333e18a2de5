import { isOwnImage } from "./own-image.ts";
import type { FieldLine, PlanLine } from "./plan-line.ts";
import { isPlaced, productKeyOf } from "./product-key.ts";

/** The main image of a product that a new one would replace; null where there is none, or it is ours. */
export type MainImage = { readonly altText: string } | null;

interface Shown {
  readonly imageUrl: string | null;
  readonly altText: string;
}

/** Of ours none is replaced: the new one comes before it. */
export const mainImageOf = ({ imageUrl, altText }: Shown): MainImage =>
  imageUrl === null || isOwnImage(imageUrl) ? null : { altText };

export interface Replacing {
  /** New images come in the place of main ones. */
  readonly replacesMain: boolean;
  /** The alt text of an image that is replaced stays. */
  readonly keepsAltText: boolean;
  /** By product, as far as they are known. */
  readonly mains: ReadonlyMap<string, MainImage>;
}

type Fate = "taken" | "free" | "unknown";

/** Of the images of one product the first takes the place of the main one; the others come behind it. */
export function takersOf(lines: readonly PlanLine[]): readonly PlanLine[] {
  const takers = new Map<string, PlanLine>();
  for (const line of lines) {
    if (line.kind !== "create" || !isPlaced(line.itemId)) continue;
    const key = productKeyOf(line);
    const known = takers.get(key);
    if (known === undefined || (line.done?.tookMain === true && known.done?.tookMain === false)) {
      takers.set(key, line);
    }
  }
  return [...takers.values()];
}

/**
 * A plan says of a new image that it comes in front, with the text from the review. Where it takes the place of another
 * one, and that one's text stays, the lines say so. Pure.
 */
export function withReplaced(lines: readonly PlanLine[], replacing: Replacing): readonly PlanLine[] {
  const takers = new Set(replacing.replacesMain ? takersOf(lines).map(({ id }) => id) : []);
  return lines.map((line) => {
    if (replacing.keepsAltText && line.itemId?.startsWith("collection/") === true) return keepingText(line);
    return takers.has(line.id) ? takingMain(line, replacing) : line;
  });
}

/** A collection's plan has the text that is there beside ours. */
function keepingText(line: PlanLine): PlanLine {
  const replaces = line.fields.some(
    ({ name, outcome, theirs }) =>
      name === "collectionImage" && outcome === "write" && theirs.kind === "other-image",
  );
  const carried = (field: FieldLine): FieldLine =>
    field.name === "altText" && field.outcome === "write" && field.theirs.kind === "text"
      ? { ...field, ours: field.theirs, outcome: "carry" }
      : field;
  return replaces ? { ...line, fields: line.fields.map(carried) } : line;
}

function takingMain(line: PlanLine, { keepsAltText, mains }: Replacing): PlanLine {
  const main = mains.get(productKeyOf(line));
  const fate = fateOf(line, main);
  if (fate === "free") return line;
  const text = line.done === null ? main?.altText : line.done.altText;
  return {
    ...line,
    fields: line.fields.map((field) => {
      if (field.outcome !== "write") return field;
      if (field.name === "place") {
        return { ...field, ours: { kind: fate === "taken" ? "main-image" : "maybe-main-image" } };
      }
      return field.name === "altText" && keepsAltText ? textOf(field, fate, text ?? "") : field;
    }),
  };
}

/** What was done tells for certain; before that, what the shop shows. */
function fateOf({ done }: PlanLine, main: MainImage | undefined): Fate {
  if (done !== null) return done.tookMain ? "taken" : "free";
  if (main === undefined) return "unknown";
  return main === null ? "free" : "taken";
}

function textOf(field: FieldLine, fate: Fate, text: string): FieldLine {
  if (fate === "unknown") return { ...field, outcome: "maybe-carry" };
  const isOurs = field.ours.kind === "text" && field.ours.text === text;
  return text === "" || isOurs ? field : { ...field, ours: { kind: "text", text }, outcome: "carry" };
}
