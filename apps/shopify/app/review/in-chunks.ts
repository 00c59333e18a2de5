export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface Chunked<T, R> {
  /** Of the chunks before the one that failed: what they have done stays done. */
  readonly answers: readonly R[];
  /** The chunk that failed and those after it. */
  readonly left: readonly T[];
  /** Why something is left. */
  readonly error?: unknown;
}

/** Runs `run` for so many items at a time, one after the other, and says how far it is. Ends at a failure. */
export async function inChunks<T, R>(
  items: readonly T[],
  size: number,
  step: {
    readonly run: (chunk: readonly T[]) => Promise<R>;
    readonly onProgress: (progress: Progress) => void;
  },
): Promise<Chunked<T, R>> {
  const answers: R[] = [];
  const total = items.length;
  for (let start = 0; start < total; start += size) {
    step.onProgress({ done: start, total });
    try {
      answers.push(await step.run(items.slice(start, start + size)));
    } catch (error) {
      return { answers, left: items.slice(start), error };
    }
  }
  step.onProgress({ done: total, total });
  return { answers, left: [] };
}
