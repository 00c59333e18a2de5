/** Maps items with at most `limit` running at once, in order; the first failure is the result. */
export async function mapLimited<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const lanes = Array.from({ length: Math.min(limit, items.length) }, async () => {
    for (const [at, item] of queue) results[at] = await work(item);
  });
  await Promise.all(lanes);
  return results;
}
