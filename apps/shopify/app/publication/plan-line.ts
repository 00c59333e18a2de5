import type { PlanReason } from "@assetql/connector-sdk";
import type { ChangeKind, ChangeState, FieldOutcome } from "@assetql/contract";
import type { MissingReason } from "@assetql/shopify";

/** The connector's fields that people are told of. */
export const fieldNames = [
  "image",
  "altText",
  "place",
  "variants",
  /** Of an image for one variant: what that shows. */
  "variant",
  "collectionImage",
  "mainImage",
  "variantImages",
] as const;
export type FieldName = (typeof fieldNames)[number];

export interface FieldLine {
  readonly name: FieldName;
  /**
   * `carry`: the image that is replaced has a text, and that stays; `maybe-carry`: if it has one, which is not known.
   */
  readonly outcome: FieldOutcome | "carry" | "maybe-carry";
  /** As people read it. */
  readonly ours: FieldWords;
  readonly theirs: FieldWords;
}

/** What a value says: words of the app's own by `key`, or somebody's text. */
export type FieldWords =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "nothing" }
  | { readonly kind: "new-image" }
  | { readonly kind: "earlier-version" }
  | { readonly kind: "other-image" }
  | { readonly kind: "in-front" }
  | { readonly kind: "main-image" }
  | { readonly kind: "maybe-main-image" }
  | { readonly kind: "shown" }
  | { readonly kind: "not-shown" }
  | { readonly kind: "variants-all" }
  | { readonly kind: "variants-some" }
  | { readonly kind: "variants-empty" }
  | { readonly kind: "variants-none" }
  | { readonly kind: "variant-shows" }
  | { readonly kind: "variant-if-empty" }
  | { readonly kind: "variant-shows-not" }
  | { readonly kind: "position"; readonly position: number };

/** One image of a plan, as the screen shows it. */
export interface PlanLine {
  readonly id: string;
  readonly assetId: string | null;
  readonly itemId: string | null;
  readonly title: string;
  readonly kind: ChangeKind;
  readonly state: ChangeState;
  readonly fields: readonly FieldLine[];
  readonly reason: Reason | null;
  readonly problem: { readonly code: string; readonly detail: string } | null;
  readonly warnings: readonly Reason[];
  /** Of what was done: whether the product's main image went, and the alt text that is there. */
  readonly done: { readonly tookMain: boolean; readonly altText: string } | null;
  readonly revert: {
    readonly restored: readonly FieldName[];
    readonly kept: readonly FieldName[];
    readonly removed: boolean;
  } | null;
}

/**
 * Why something is skipped, a conflict or not as wished: a sentence in English; those of the SDK and of the connector
 * have a key.
 */
export interface Reason {
  readonly key: PlanReason | MissingReason | "other";
  readonly text: string;
}
