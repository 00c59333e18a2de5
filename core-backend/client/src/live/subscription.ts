import type { LiveEvent, LiveScope } from "@assetql/contract";

/** More than this in memory, and the hub is asked to wait until they were taken. */
const MAX_BUFFERED = 5_000;

export interface Gap {
  /** Number of the first event after the gap. */
  readonly oldestSeq: number;
}

export interface SubscriptionListeners {
  readonly onGap?: ((gap: Gap) => void) | undefined;
  /** A connection, or a poll, follows from here on. */
  readonly onOpen?: (() => void) | undefined;
}

type Item = { readonly event: LiveEvent } | { readonly gap: Gap };

/**
 * What one reader has been told, whichever way it came: each event once, in order. Sources may overlap, but each goes
 * on from {@link position} without leaving one out.
 */
export class LiveSubscription {
  readonly scope: LiveScope;
  readonly #listeners: SubscriptionListeners;
  readonly #buffer: Item[] = [];
  #position: number | undefined;
  #failure: { readonly error: unknown } | undefined;
  #wake: (() => void) | undefined;

  constructor(scope: LiveScope, after: number | undefined, listeners: SubscriptionListeners) {
    this.scope = scope;
    this.#position = after;
    this.#listeners = listeners;
  }

  /** Number of the last event that is known; `undefined` before the hub has said where its log stands. */
  get position(): number | undefined {
    return this.#position;
  }

  get isFull(): boolean {
    return this.#buffer.length >= MAX_BUFFERED;
  }

  get isEmpty(): boolean {
    return this.#buffer.length === 0;
  }

  accept(events: readonly LiveEvent[], lastSeq: number): void {
    for (const event of events) {
      if (this.#position === undefined || event.seq > this.#position) this.#buffer.push({ event });
      this.#position = Math.max(this.#position ?? 0, event.seq);
    }
    this.#position = Math.max(this.#position ?? 0, lastSeq);
    this.#wake?.();
  }

  /** The log goes on with `oldestSeq`, which is earlier than before when the hub was restored from a backup. */
  skipTo(oldestSeq: number): void {
    this.#buffer.push({ gap: { oldestSeq } });
    this.#position = Math.max(0, oldestSeq - 1);
    this.#wake?.();
  }

  opened(): void {
    this.#listeners.onOpen?.();
  }

  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#wake?.();
  }

  /** Waits for the next event; throws what the subscription failed with once all before it were taken. */
  async next(): Promise<LiveEvent> {
    for (;;) {
      const item = this.#buffer.shift();
      if (item === undefined) {
        if (this.#failure !== undefined) throw this.#failure.error;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      } else if ("gap" in item) this.#listeners.onGap?.(item.gap);
      else return item.event;
    }
  }
}
