interface Waiter {
  readonly grant: () => void;
  readonly signal: AbortSignal;
}

export interface BucketOptions {
  readonly requestsPerSecond: number;
  /** Requests that may go at once after a rest. */
  readonly burst: number;
  now(): number;
}

/** A token bucket with a queue: first come, first served. */
export class Bucket {
  readonly #now: () => number;
  readonly #waiting: Waiter[] = [];
  #rate: number;
  #burst: number;
  #tokens: number;
  #filledAt: number;
  #pausedUntil = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor({ requestsPerSecond, burst, now }: BucketOptions) {
    this.#now = now;
    this.#rate = requestsPerSecond;
    this.#burst = burst;
    this.#tokens = burst;
    this.#filledAt = now();
  }

  get isIdle(): boolean {
    return this.#waiting.length === 0 && this.#now() >= this.#pausedUntil;
  }

  /** Resolves when a request may go. Rejects with the signal's reason as soon as it is aborted. */
  take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const abort = (): void => {
      this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
      reject(signal.reason);
      this.#pump();
    };
    const grant = (): void => {
      signal.removeEventListener("abort", abort);
      resolve();
    };
    const waiter = { grant, signal };
    signal.addEventListener("abort", abort, { once: true });
    this.#waiting.push(waiter);
    this.#pump();
    return promise;
  }

  /** From now on. Whoever waits waits by the new rate. */
  setRate(requestsPerSecond: number, burst: number): void {
    this.#fill();
    this.#rate = requestsPerSecond;
    this.#burst = burst;
    this.#tokens = Math.min(this.#tokens, burst);
    this.#pump();
  }

  /** Nobody goes for so long. A shorter pause than one under way changes nothing. */
  pause(milliseconds: number): void {
    this.#fill();
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#now() + milliseconds);
    this.#pump();
  }

  #fill(): void {
    const now = this.#now();
    const elapsed = Math.max(0, now - this.#filledAt);
    this.#tokens = Math.min(this.#burst, this.#tokens + (elapsed / 1000) * this.#rate);
    this.#filledAt = now;
  }

  #pump(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#waiting.length > 0) {
      this.#fill();
      const wait = this.#waitMs();
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#pump(), wait);
        return;
      }
      this.#tokens -= 1;
      this.#waiting.shift()?.grant();
    }
  }

  #waitMs(): number {
    const paused = this.#pausedUntil - this.#now();
    if (paused > 0) return Math.ceil(paused);
    // Rounding of times must not make it wait for a billionth of a token.
    return this.#tokens > 1 - 1e-6 ? 0 : Math.ceil(((1 - this.#tokens) / this.#rate) * 1000);
  }
}
