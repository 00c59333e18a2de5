import type { CoreDeps } from "../deps.ts";
import type { ScoredImage } from "./make-image.ts";
import type { TryOutcome } from "./step.ts";

export type GenerateDeps = Pick<
  CoreDeps,
  "store" | "blobs" | "outbox" | "images" | "generators" | "slots" | "clock" | "random" | "settings" | "log"
>;

/** A try that came to an end, with the image if there is one. */
export interface Attempt {
  readonly outcome: TryOutcome;
  readonly made?: ScoredImage;
  /** When the generator was called, milliseconds; `null` if it was not. */
  readonly startedAt: number | null;
}
