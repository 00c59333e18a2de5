import type { CoreDeps } from "@assetql/core";
import { type Sweep, sweepHome } from "./sweep-home.ts";

const SWEEP_EVERY_MS = 3600 * 1000;

/** Sweeps now and every hour. `stop` ends a sweep that runs. */
export function startSweeper(core: CoreDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const sweep = (): void => {
    running = sweepHome(core, stopping.signal).then(
      (swept) => {
        const fields = countsOf(swept);
        if (Object.values(fields).some((count) => count > 0)) core.log("info", "swept", fields);
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

function countsOf({ files, records, liveChunks }: Sweep): Record<string, number> {
  return {
    files: files.length,
    answers: records["idempotency answers"],
    uploads: records["expired uploads"],
    counters: records["daily counters"],
    deliveries: records["webhook deliveries"],
    works: records["ended connector work"],
    lists: records["unread lists of items"],
    liveChunks: liveChunks ?? 0,
  };
}
