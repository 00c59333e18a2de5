export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
}

/** A shop's points: they come back at a steady rate, up to a most. */
export class Bucket {
  #available: number;
  #at = performance.now();
  readonly #maximum: number;
  readonly #restoreRate: number;

  /** Points, and points a second. */
  constructor(maximum: number, restoreRate: number) {
    this.#maximum = maximum;
    this.#restoreRate = restoreRate;
    this.#available = maximum;
  }

  /** False when there are too few: then nothing is taken. */
  take(points: number): boolean {
    this.#restore();
    if (points > this.#available) return false;
    this.#available -= points;
    return true;
  }

  giveBack(points: number): void {
    this.#restore();
    this.#available = Math.min(this.#maximum, this.#available + points);
  }

  /** As a test would have it: what a busy app has left. */
  drain(left = 0): void {
    this.#restore();
    this.#available = Math.min(this.#available, left);
  }

  status(): ThrottleStatus {
    this.#restore();
    return {
      maximumAvailable: this.#maximum,
      currentlyAvailable: Math.floor(this.#available),
      restoreRate: this.#restoreRate,
    };
  }

  #restore(): void {
    const now = performance.now();
    this.#available = Math.min(
      this.#maximum,
      this.#available + ((now - this.#at) / 1000) * this.#restoreRate,
    );
    this.#at = now;
  }
}
