import { type CoreDeps, sweepBlobs } from "@assetql/core";

const SWEEP_EVERY_MS = 3600 * 1000;

/** Sweeps unreferenced files now and every hour. `stop` ends a sweep that runs. */
export function startSweeper(core: CoreDeps): { stop(): Promise<void> } {
  const { signal, abort } = abortable();
  let running: Promise<void> = Promise.resolve();
  const sweep = (): void => {
    running = sweepBlobs(core, { signal }).then(
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
      abort();
      await running;
    },
  };
}

function abortable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
