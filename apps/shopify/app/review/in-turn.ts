/**
 * Runs what concerns the same images in the order in which it was asked for, everything else side by side: of two
 * requests that are under way together, either may be carried out last.
 */
export function createTurns() {
  const turns = new Map<string, Promise<unknown>>();
  let ofAll: Promise<unknown> = Promise.resolve();
  return async function inTurn<T>(ids: readonly string[] | "all", run: () => Promise<T>): Promise<T> {
    const before = ids === "all" ? turns.values() : ids.map((id) => turns.get(id));
    const turn = Promise.all([ofAll, ...before]).then(run);
    const ended = turn.catch(() => undefined);
    if (ids === "all") ofAll = ended;
    else for (const id of ids) turns.set(id, ended);
    try {
      return await turn;
    } finally {
      for (const [id, last] of turns) if (last === ended) turns.delete(id);
    }
  };
}
