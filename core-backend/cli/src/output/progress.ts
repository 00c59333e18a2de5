import { Writable } from "node:stream";
import type { Batch } from "@assetql/contract";
import { Presets, SingleBar } from "cli-progress";
import { formatSeconds } from "./format.ts";
import type { Terminal } from "./terminal.ts";

export type BatchProgress = Pick<
  Batch,
  "status" | "totalTasks" | "completedTasks" | "failedTasks" | "retryingTasks" | "estimatedCompletion"
>;

/** Shows how far something is; `stop` leaves the last state on the screen. */
export interface ProgressDisplay<State> {
  update(state: State): void;
  stop(): void;
}

/** How far something is. */
export interface Meter {
  readonly done: number;
  readonly total: number;
  /** What else is worth knowing, in a few words. */
  readonly state: string;
}

const LINE_EVERY_MS = 3_000;

/** A bar on a terminal; elsewhere a line every few seconds. */
export function createMeter(terminal: Terminal, now: () => number = Date.now): ProgressDisplay<Meter> {
  return terminal.live ? barMeter(terminal) : lineMeter(terminal, now);
}

/** {@link createMeter} of a batch. */
export function createProgress(
  terminal: Terminal,
  now: () => number = Date.now,
): ProgressDisplay<BatchProgress> {
  const meter = createMeter(terminal, now);
  return {
    update: (batch) =>
      meter.update({ done: batch.completedTasks, total: batch.totalTasks, state: stateOf(batch, now()) }),
    stop: () => meter.stop(),
  };
}

function barMeter(terminal: Terminal): ProgressDisplay<Meter> {
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
    update: ({ done, total, state }) => {
      if (!started) bar.start(total, done, { state });
      else bar.update(done, { state });
      started = true;
    },
    stop: () => bar.stop(),
  };
}

function lineMeter(terminal: Terminal, now: () => number): ProgressDisplay<Meter> {
  let lastLine = "";
  let lastAt = Number.NEGATIVE_INFINITY;
  let latest: Meter | undefined;
  const print = ({ done, total, state }: Meter) => {
    const line = `  ${done}/${total} done  ${state}`.trimEnd();
    if (line !== lastLine) terminal.note(line);
    lastLine = line;
    lastAt = now();
  };
  return {
    update: (meter) => {
      latest = meter;
      if (now() - lastAt >= LINE_EVERY_MS) print(meter);
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
