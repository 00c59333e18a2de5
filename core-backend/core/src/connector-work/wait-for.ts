import type { CoreDeps } from "../deps.ts";

/** A bell may be missed, so there is a look anyway. */
const LOOK_EVERY_MS = 250;

/** How long whoever asked waits. */
export interface Patience {
  readonly seconds: number;
  /** True once nobody is there any more, or the hub is about to stop: nothing may be taken for them then. */
  readonly isGone: () => boolean;
}

/**
 * What `look` finds, looked for whenever the workspace's bell rings (that of any, without one) and four times a second.
 * `undefined` when there was nothing in time.
 */
export async function waitFor<T>(
  { live }: Pick<CoreDeps, "live">,
  { seconds, isGone, workspaceId }: Patience & { readonly workspaceId: string | undefined },
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const end = performance.now() + seconds * 1_000;
  let rang = false;
  let wake = (): void => undefined;
  const stop = live.onRing((rung) => {
    if (workspaceId !== undefined && rung !== workspaceId) return;
    rang = true;
    wake();
  });
  try {
    while (!isGone()) {
      rang = false;
      const found = await look();
      const left = end - performance.now();
      if (found !== undefined || left <= 0) return found;
      if (rang) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(LOOK_EVERY_MS, left));
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return undefined;
  } finally {
    stop();
  }
}
