/** Runs `run` once for everybody who asks for the same while it runs. */
export type Once<T> = (key: string, run: () => Promise<T>) => Promise<T>;

export function createOnce<T>(): Once<T> {
  const running = new Map<string, Promise<T>>();
  return (key, run) => {
    const found = running.get(key);
    if (found !== undefined) return found;
    const started = run().finally(() => running.delete(key));
    running.set(key, started);
    return started;
  };
}

/** Runs one after another what has the same key. */
export type InTurn = <T>(key: string, run: () => Promise<T>) => Promise<T>;

export function createInTurn(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return <T>(key: string, run: () => Promise<T>): Promise<T> => {
    const before = last.get(key) ?? Promise.resolve();
    const turn = before.then(run, run);
    const settled = turn.catch(() => undefined);
    last.set(key, settled);
    void settled.then(() => {
      if (last.get(key) === settled) last.delete(key);
    });
    return turn;
  };
}
