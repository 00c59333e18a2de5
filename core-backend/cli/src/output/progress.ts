import { Writable } from "node:stream";
import type { Batch } from "@assetql/contract";
import { Presets, SingleBar } from "cli-progress";
import { formatSeconds } from "./format.ts";
import type { Terminal } from "./terminal.ts";

export type BatchProgress = Pick<
  Batch,
  "status" | "totalTasks" | "completedTasks" | "failedTasks" | "retryingTasks" | "estimatedCompletion"
>;

/** Shows how far a batch is; `stop` leaves the last state on the screen. */
export interface ProgressDisplay {
  update(batch: BatchProgress): void;
  stop(): void;
}

const LINE_EVERY_MS = 3_000;

/** A bar on a terminal; elsewhere a line every few seconds. */
export function createProgress(terminal: Terminal, now: () => number = Date.now): ProgressDisplay {
  return terminal.live ? barProgress(terminal, now) : lineProgress(terminal, now);
}

function barProgress(terminal: Terminal, now: () => number): ProgressDisplay {
  const bar = new SingleBar(
    {
      format: "  {bar} {percentage}%  {value}/{total} done  {state}",
      stream: terminal.progressStream instanceof Writable ? terminal.progressStream : process.stderr,
      hideCursor: true,
      // Interruption is the command's own business; a handler here would end the process before it cleaned up.
      gracefulExit: false,
      fps: 10,
      barsize: 28,
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update: (batch) => {
      const state = { state: stateOf(batch, now()) };
      if (!started) bar.start(batch.totalTasks, batch.completedTasks, state);
      else bar.update(batch.completedTasks, state);
      started = true;
    },
    stop: () => bar.stop(),
  };
}

function lineProgress(terminal: Terminal, now: () => number): ProgressDisplay {
  let lastLine = "";
  let lastAt = Number.NEGATIVE_INFINITY;
  let latest: BatchProgress | undefined;
  const print = (batch: BatchProgress) => {
    const line = `  ${batch.completedTasks}/${batch.totalTasks} done  ${stateOf(batch, now())}`;
    if (line !== lastLine) terminal.note(line);
    lastLine = line;
    lastAt = now();
  };
  return {
    update: (batch) => {
      latest = batch;
      if (now() - lastAt >= LINE_EVERY_MS) print(batch);
    },
    stop: () => {
      if (latest !== undefined) print(latest);
    },
  };
}

function stateOf(batch: BatchProgress, now: number): string {
  if (batch.status === "paused")
    return `${batch.failedTasks} failed  paused: \`assetql batch resume\` goes on`;
  const left = batch.totalTasks - batch.completedTasks - batch.failedTasks;
  const eta =
    batch.estimatedCompletion === null || left === 0
      ? ""
      : `  about ${formatSeconds(Math.max(1, Math.round((batch.estimatedCompletion - now) / 1000)))} left`;
  return `${batch.failedTasks} failed  ${batch.retryingTasks} retrying${eta}`;
}
