import { wait } from "../call/wait.ts";

export interface PollOptions<T> {
  /**
   * Shortest pause between two reads; it grows to eight times that while nothing changes. 750 by default: 80 reads a
   * minute stay within a key's limit of 100.
   */
  readonly intervalMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with the first value and with each that differs from the one before. */
  readonly onUpdate?: ((value: T) => void) | undefined;
}

interface Polled<T> {
  read(signal: AbortSignal | undefined): Promise<T>;
  isOver(value: T): boolean;
  /** Equal for values that have nothing new to say. */
  stateOf(value: T): string | number;
  /** Waits until another read is worth while; without it, `otherwise` milliseconds. */
  pause?(times: Pauses): Promise<void>;
}

/** Milliseconds. */
export interface Pauses {
  readonly shortest: number;
  readonly longest: number;
  readonly otherwise: number;
}

/** Reads until it is over; resolves to the last value. */
export async function poll<T>(polled: Polled<T>, options: PollOptions<T> = {}): Promise<T> {
  const { intervalMs = 750, signal, onUpdate } = options;
  let pause = intervalMs;
  let state: string | number | undefined;
  for (;;) {
    const value = await polled.read(signal);
    const isNews = polled.stateOf(value) !== state;
    state = polled.stateOf(value);
    if (isNews) onUpdate?.(value);
    if (polled.isOver(value)) return value;
    const longest = intervalMs * 8;
    pause = isNews ? intervalMs : Math.min(pause * 1.5, longest);
    await (polled.pause?.({ shortest: intervalMs, longest, otherwise: pause }) ?? wait(pause, signal));
  }
}
