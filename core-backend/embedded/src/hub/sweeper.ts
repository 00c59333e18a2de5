import { type CoreDeps, sweepBlobs } from "@assetql/core";

const SWEEP_EVERY_MS = 3600 * 1000;

/** Sweeps unreferenced files now and every hour. `stop` ends a sweep that runs. */
export function startSweeper(core: CoreDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const sweep = (): void => {
    running = sweepBlobs(core, { signal: stopping.signal }).then(
      (keys) => {
        if (keys.length > 0) core.log("info", "unreferenced files were swept", { files: keys.length });
      },
      (error: unknown) => core.log("error", "the sweep failed", { error: String(error) }),
    );
  };
  sweep();
  const timer = setInterval(sweep, SWEEP_EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
