import type { ReviewCounts, ReviewImage, ReviewVersion } from "./review-image.ts";

/** What the screen asks of its own server, each as the JSON body of a POST. */
export type ReviewRequest =
  | {
      readonly ask: "review";
      readonly action: "approve" | "reject" | "regenerate";
      readonly assetIds: readonly string[];
      readonly note?: string;
    }
  | { readonly ask: "alt-texts"; readonly texts: Readonly<Record<string, string>> }
  | {
      readonly ask: "fill-alt-texts";
      readonly assetIds: readonly string[];
      /** Null: the text that each image has by itself. */
      readonly template: string | null;
      /** Also where somebody has written one. */
      readonly overwrite: boolean;
      /** Only says what would be. */
      readonly dryRun: boolean;
    }
  | { readonly ask: "restore"; readonly assetId: string; readonly version: number }
  | { readonly ask: "accept"; readonly taskId: string };

export interface Refused {
  readonly id: string;
  readonly code: string;
  readonly detail: string;
}

/** What became of many images. */
export interface ReviewOutcome {
  readonly done: readonly string[];
  readonly refused: readonly Refused[];
}

export interface FillOutcome {
  readonly changed: number;
  /** Somebody has written them, so they stay. */
  readonly kept: number;
  /** A variable of the template has no value for them, so they stay. */
  readonly incomplete: number;
  readonly missing: readonly string[];
  readonly samples: readonly { readonly title: string; readonly before: string; readonly after: string }[];
  readonly refused: readonly Refused[];
}

export interface ReviewAnswers {
  readonly review: ReviewOutcome;
  readonly "alt-texts": ReviewOutcome;
  readonly "fill-alt-texts": FillOutcome;
  readonly restore: { readonly image: ReviewImage };
  readonly accept: { readonly image: ReviewImage };
}

/** What the screen reads again. */
export interface ReviewReads {
  /** Images by their ids; those that are gone are left out. */
  readonly images: { readonly images: readonly ReviewImage[]; readonly counts: ReviewCounts };
  readonly versions: { readonly versions: readonly ReviewVersion[] };
  readonly match: { readonly ids: readonly string[] };
}

/** Images in one call, so that progress is seen; the hub takes up to 500. */
export const IMAGES_A_CALL = 100;
/** Alt texts are written one by one. */
export const TEXTS_A_CALL = 25;
/** As the hub takes it. */
export const NOTE_CHARACTERS = 500;
