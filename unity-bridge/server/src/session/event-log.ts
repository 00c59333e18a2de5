interface Kept {
  readonly seq: number;
  readonly text: string;
}

/** The events of a session, numbered from 1; the newest are kept for an editor that was away. */
export class EventLog {
  readonly #limit: number;
  readonly #kept: Kept[] = [];
  #lastSeq = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Numbers an event and keeps what `write` makes of it. */
  add(write: (seq: number) => string): string {
    this.#lastSeq += 1;
    const text = write(this.#lastSeq);
    this.#kept.push({ seq: this.#lastSeq, text });
    if (this.#kept.length > this.#limit) this.#kept.shift();
    return text;
  }

  /** Those after `seq`. Undefined when some of them are no longer kept, or `seq` never was. */
  after(seq: number): readonly string[] | undefined {
    const missed = this.#lastSeq - seq;
    if (missed < 0 || missed > this.#kept.length) return undefined;
    return this.#kept.filter((event) => event.seq > seq).map(({ text }) => text);
  }
}
