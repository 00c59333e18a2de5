import sharp from "sharp";
import { abortedError, DraftError, type DraftErrorCode } from "./errors.ts";
import { type Draft, type DraftBrief, renderDraft } from "./render.ts";
import { measureStyle } from "./style/profile.ts";
import { StyleCache } from "./style-cache.ts";

/** What crosses to a worker. The references lie in shared memory, so sending them copies nothing. */
export interface DraftTask {
  styleKey: string;
  references: readonly SharedArrayBuffer[];
  brief: DraftBrief;
  /** One 32-bit flag: not 0 once nobody waits for the draft any more. */
  cancelled: SharedArrayBuffer;
}

/** What comes back: errors cross as data, because a thrown one loses its class on the way. */
export type DraftOutcome = { ok: true; draft: Draft } | { ok: false; code: DraftErrorCode; message: string };

// One core a worker: the pool is what runs drafts side by side.
sharp.concurrency(1);

const PROFILE_BYTES = 160 * 1024 * 1024;
const profiles = new StyleCache(
  PROFILE_BYTES,
  (profile: Awaited<ReturnType<typeof measureStyle>>) => profile.bytes,
);

/** Draws one draft. Never throws for an expected failure. */
export default async function drawTask(task: DraftTask): Promise<DraftOutcome> {
  const flag = new Int32Array(task.cancelled);
  const isCancelled = (): boolean => Atomics.load(flag, 0) !== 0;
  try {
    if (isCancelled()) throw abortedError();
    const profile = await profiles.get(task.styleKey, () =>
      measureStyle(task.references.map((shared) => new Uint8Array(shared).slice())),
    );
    return { ok: true, draft: await renderDraft(task.brief, profile, isCancelled) };
  } catch (error) {
    if (error instanceof DraftError) return { ok: false, code: error.code, message: error.message };
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, code: "draft-failed", message: `The draft could not be drawn: ${reason}` };
  }
}
