import type { FieldOutcome } from "@assetql/contract";
import type { FieldLine, PlanLine, Reason } from "./plan-line.ts";
import { colourOf, productKeyOf } from "./product-key.ts";

/** A plan in numbers, for people. */
export interface PlanSummary {
  /** New images, and on how many products. */
  readonly added: number;
  readonly addedTo: number;
  /** New versions in the place of earlier ones. */
  readonly replaced: number;
  /** Products whose main image is taken off, and those where it is if they have one. */
  readonly mainImages: number;
  readonly maybeMainImages: number;
  /** Variants that show the new image, and colours of which all variants do. */
  readonly variants: number;
  readonly colours: number;
  readonly altTexts: number;
  /** Texts of images that are replaced, which stay; and those that do if there are any. */
  readonly keptTexts: number;
  readonly maybeKeptTexts: number;
  readonly collections: number;
  /** Images that move, and are not new. */
  readonly moved: number;
  readonly removed: number;
  readonly conflicts: number;
  /** Of the conflicts: those that wait for somebody's decision. */
  readonly asked: number;
  /** Of those: the ones with something else that can be written whatever is decided. */
  readonly askedInPart: number;
  readonly skipped: number;
  readonly reasons: readonly { readonly reason: Reason; readonly count: number }[];
  /** Images of which something would be written. */
  readonly toApply: number;
  readonly total: number;
}

const works = ({ kind }: PlanLine): boolean => kind === "create" || kind === "update";

/** What a plan would do. Pure. */
export function summarize(lines: readonly PlanLine[]): PlanSummary {
  const does = (line: PlanLine, name: string, outcome: FieldLine["outcome"]): boolean =>
    works(line) && line.fields.some((field) => field.name === name && field.outcome === outcome);
  const writes = (line: PlanLine, name: string): boolean => does(line, name, "write");
  const count = (wanted: (line: PlanLine) => boolean): number => lines.filter(wanted).length;
  const onProducts = lines.filter((line) => line.kind === "create" && !isCollection(line));
  const conflicts = lines.filter(({ kind }) => kind === "conflict");
  return {
    added: onProducts.length,
    addedTo: new Set(onProducts.map(productKeyOf)).size,
    replaced: count((line) => line.kind === "update" && writes(line, "image")),
    mainImages: count((line) => takes(line, "main-image")),
    maybeMainImages: count((line) => takes(line, "maybe-main-image")),
    variants: count((line) => showsInVariants(line) && colourOf(line.itemId) === null),
    colours: count((line) => showsInVariants(line) && colourOf(line.itemId) !== null),
    altTexts: count((line) => writes(line, "altText") || does(line, "altText", "maybe-carry")),
    keptTexts: count((line) => does(line, "altText", "carry")),
    maybeKeptTexts: count((line) => does(line, "altText", "maybe-carry")),
    collections: count(
      (line) => writes(line, "collectionImage") || (line.kind === "create" && isCollection(line)),
    ),
    moved: count((line) => line.kind === "update" && writes(line, "place") && !writes(line, "image")),
    removed: count(({ kind }) => kind === "delete"),
    conflicts: conflicts.length,
    asked: conflicts.filter(asks).length,
    askedInPart: conflicts.filter((line) => asks(line) && has(line, "write")).length,
    skipped: count(({ kind }) => kind === "skip"),
    reasons: reasonsOf(lines.filter(({ kind }) => kind === "skip")),
    toApply: count((line) => works(line) || line.kind === "delete"),
    total: lines.length,
  };
}

const has = ({ fields }: PlanLine, wanted: FieldOutcome): boolean =>
  fields.some(({ outcome }) => outcome === wanted);

const takes = (line: PlanLine, kind: FieldLine["ours"]["kind"]): boolean =>
  works(line) && line.fields.some(({ name, ours }) => name === "place" && ours.kind === kind);

const asks = (line: PlanLine): boolean => has(line, "ask");

const isCollection = ({ itemId }: PlanLine): boolean => itemId?.startsWith("collection/") ?? false;

/** With the rule `none` the image is on the product only. */
const showsInVariants = (line: PlanLine): boolean =>
  works(line) &&
  line.fields.some(
    ({ name, outcome, ours }) =>
      (name === "variants" || name === "variant") && outcome === "write" && !shownByNone.has(ours.kind),
  );

const shownByNone: ReadonlySet<FieldLine["ours"]["kind"]> = new Set(["variants-none", "variant-shows-not"]);

/** The most frequent first. */
function reasonsOf(lines: readonly PlanLine[]): PlanSummary["reasons"] {
  const counts = new Map<string, { reason: Reason; count: number }>();
  for (const { reason } of lines) {
    if (reason === null) continue;
    const name = reason.key === "other" ? reason.text : reason.key;
    const known = counts.get(name) ?? { reason, count: 0 };
    known.count += 1;
    counts.set(name, known);
  }
  return [...counts.values()].sort((one, other) => other.count - one.count);
}

/** What undoing would take back, and what became of it. */
export interface UndoSummary {
  /** Images that were put there, to be taken off again. */
  readonly toRemove: number;
  /** Images that were there before, to be brought back to what they were. */
  readonly toRestore: number;
  /** Each image counts for one of these. */
  readonly removed: number;
  readonly restored: number;
  /** Images of which something stays, as somebody changed it meanwhile. */
  readonly kept: number;
  readonly failed: number;
}

export function summarizeUndo(lines: readonly PlanLine[]): UndoSummary {
  const applied = lines.filter(({ state }) => state === "applied");
  const reverted = lines.flatMap(({ revert }) => (revert === null ? [] : [revert]));
  return {
    toRemove: applied.filter(({ kind }) => kind === "create").length,
    toRestore: applied.filter(({ kind }) => kind !== "create").length,
    removed: reverted.filter(({ removed }) => removed).length,
    restored: reverted.filter(
      ({ removed, restored, kept }) => !removed && kept.length === 0 && restored.length > 0,
    ).length,
    kept: reverted.filter(({ removed, kept }) => !removed && kept.length > 0).length,
    failed: lines.filter(({ state }) => state === "revert-failed").length,
  };
}
