import { wait } from "../call/wait.ts";

export interface PollOptions<T> {
  /** Shortest pause between two reads; it grows to eight times that while nothing changes. 500 by default. */
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
}

/** Reads until it is over; resolves to the last value. */
export async function poll<T>(polled: Polled<T>, options: PollOptions<T> = {}): Promise<T> {
  const { intervalMs = 500, signal, onUpdate } = options;
  let pause = intervalMs;
  let state: string | number | undefined;
  for (;;) {
    const value = await polled.read(signal);
    const isNews = polled.stateOf(value) !== state;
    state = polled.stateOf(value);
    if (isNews) onUpdate?.(value);
    if (polled.isOver(value)) return value;
    pause = isNews ? intervalMs : Math.min(pause * 1.5, intervalMs * 8);
    await wait(pause, signal);
  }
}
