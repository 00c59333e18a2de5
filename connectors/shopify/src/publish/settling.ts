import { ConnectorError } from "@assetql/connector-sdk";
import type { FileStatus } from "../operations/files.ts";
import { ownError } from "./gather.ts";
import { longer, type Patience, pause } from "./patience.ts";

export type Settled = "READY" | "FAILED" | "GONE";

interface Waiter {
  readonly id: string;
  /** When it is asked for next, and the pause after that. */
  due: number;
  pauseMs: number;
  readonly until: number;
  readonly resolve: (settled: Settled) => void;
  readonly reject: (error: unknown) => void;
}

export interface SettlingOptions {
  readonly patience: Patience;
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** Statuses of some files, those that are gone left out. */
  readonly statuses: (ids: readonly string[]) => Promise<ReadonlyMap<string, FileStatus>>;
}

/** Asks for all images that are being processed together, each after growing pauses. */
export class Settling {
  readonly #options: SettlingOptions;
  readonly #waiting = new Set<Waiter>();
  #isAsking = false;

  constructor(options: SettlingOptions) {
    this.#options = options;
  }

  /** Resolves when Shopify has done with an image. Throws `timed-out` when it does not in time. */
  async wait(id: string): Promise<Settled> {
    const { patience, now } = this.#options;
    const { promise, resolve, reject } = Promise.withResolvers<Settled>();
    const until = now() + patience.processingMs;
    const due = now() + patience.firstPauseMs;
    this.#waiting.add({ id, due, pauseMs: patience.firstPauseMs, until, resolve, reject });
    if (!this.#isAsking) {
      this.#isAsking = true;
      void this.#ask().finally(() => {
        this.#isAsking = false;
      });
    }
    return promise;
  }

  async #ask(): Promise<void> {
    const { now, signal, patience } = this.#options;
    while (this.#waiting.size > 0) {
      let asked = [...this.#waiting];
      try {
        const soonest = Math.min(...asked.map(({ due }) => due));
        await pause(Math.max(1, soonest - now()), signal);
        // Those that are nearly due go with the others.
        const by = now() + patience.firstPauseMs / 2;
        asked = [...this.#waiting].filter(({ due }) => due <= by);
        const statuses = await this.#options.statuses(asked.map(({ id }) => id));
        for (const one of asked) this.#tell(one, statuses.get(one.id));
      } catch (error) {
        for (const one of signal.aborted ? this.#waiting : asked) {
          this.#waiting.delete(one);
          one.reject(ownError(error));
        }
      }
    }
  }

  #tell(waiter: Waiter, status: FileStatus | undefined): void {
    const { now, patience } = this.#options;
    if (status === undefined || status === "READY" || status === "FAILED") {
      this.#waiting.delete(waiter);
      waiter.resolve(status ?? "GONE");
    } else if (now() > waiter.until) {
      this.#waiting.delete(waiter);
      const detail = "Shopify has not processed the image in time. It may be busy; apply again later.";
      waiter.reject(new ConnectorError("timed-out", detail));
    } else {
      waiter.pauseMs = longer(waiter.pauseMs, patience);
      waiter.due = now() + waiter.pauseMs;
    }
  }
}
