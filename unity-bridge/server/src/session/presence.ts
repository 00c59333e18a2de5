import { setTimeout as wait } from "node:timers/promises";

/** Whether an editor is connected: it goes at every domain reload, and may have gone to another bridge. */
export class Presence {
  #isThere = false;
  readonly #waiting = new Set<() => void>();

  get isThere(): boolean {
    return this.#isThere;
  }

  set isThere(isThere: boolean) {
    this.#isThere = isThere;
    for (const look of this.#waiting) look();
  }

  /** Rejects with the signal's reason. */
  untilThere(signal: AbortSignal): Promise<void> {
    return this.#until(() => this.#isThere, signal);
  }

  /** Until it has been away for so long without a break, milliseconds. Rejects with the signal's reason. */
  async untilAway(milliseconds: number, signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.#until(() => !this.#isThere, signal);
      const back = new AbortController();
      const either = AbortSignal.any([signal, back.signal]);
      const isBack = this.untilThere(either).then(
        () => true,
        () => false,
      );
      const isOver = wait(milliseconds, false, { signal: either }).catch(() => true);
      const came = await Promise.race([isBack, isOver]);
      back.abort();
      signal.throwIfAborted();
      if (!came) return;
    }
  }

  async #until(isTrue: () => boolean, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (isTrue()) return;
    const come = Promise.withResolvers<void>();
    const look = (): void => {
      if (isTrue()) come.resolve();
    };
    const stop = (): void => come.reject(signal.reason);
    this.#waiting.add(look);
    signal.addEventListener("abort", stop, { once: true });
    try {
      await come.promise;
    } finally {
      this.#waiting.delete(look);
      signal.removeEventListener("abort", stop);
    }
  }
}
