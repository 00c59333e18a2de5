/** Calls that the hub is asked at once. */
const AT_ONCE = 6;

/** Runs `run` for each item, some at a time. The first failure ends it. */
export async function inParallel<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const item of left) await run(item);
    }),
  );
}
