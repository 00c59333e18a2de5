/**
 * Keeps what was loaded for a key, the least recently used leaving first once the kept weigh more than
 * `limit` bytes. Two callers of one key share one load; a failed load is not kept.
 */
export class StyleCache<Value> {
  readonly #limit: number;
  readonly #weigh: (value: Value) => number;
  readonly #entries = new Map<string, { value: Promise<Value>; bytes: number }>();

  constructor(limit: number, weigh: (value: Value) => number) {
    this.#limit = limit;
    this.#weigh = weigh;
  }

  /** The value of a key, loaded when it is not kept. */
  async get(key: string, load: () => Promise<Value>): Promise<Value> {
    const known = this.#entries.get(key);
    if (known) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known.value;
    }
    const entry = { value: load(), bytes: 0 };
    this.#entries.set(key, entry);
    try {
      const value = await entry.value;
      entry.bytes = this.#weigh(value);
      this.#evict();
      return value;
    } catch (error) {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
      throw error;
    }
  }

  /** Bytes kept. */
  get bytes(): number {
    let sum = 0;
    for (const { bytes } of this.#entries.values()) sum += bytes;
    return sum;
  }

  /** Forgets everything. */
  clear(): void {
    this.#entries.clear();
  }

  #evict(): void {
    let kept = this.bytes;
    for (const [key, { bytes }] of this.#entries) {
      if (kept <= this.#limit || this.#entries.size === 1) return;
      this.#entries.delete(key);
      kept -= bytes;
    }
  }
}
