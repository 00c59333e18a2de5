export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Runs `run` for so many items at a time, one after the other, and says how far it is. */
export async function inChunks<T, R>(
  items: readonly T[],
  size: number,
  step: {
    readonly run: (chunk: readonly T[]) => Promise<R>;
    readonly onProgress: (progress: Progress) => void;
  },
): Promise<R[]> {
  const answers: R[] = [];
  const total = items.length;
  for (let start = 0; start < total; start += size) {
    step.onProgress({ done: start, total });
    answers.push(await step.run(items.slice(start, start + size)));
  }
  step.onProgress({ done: total, total });
  return answers;
}
