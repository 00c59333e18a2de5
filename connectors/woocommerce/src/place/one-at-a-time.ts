const lines = new Map<string, Promise<unknown>>();

/**
 * Runs something when nothing else runs under the same key in this process: a set of images is read and written back
 * as a whole, so that two who do so at once would lose one image.
 */
export function oneAtATime<T>(key: string, run: () => Promise<T>): Promise<T> {
  const before = lines.get(key) ?? Promise.resolve();
  const mine = before.then(run, run);
  lines.set(key, mine);
  const done = () => {
    if (lines.get(key) === mine) lines.delete(key);
  };
  mine.then(done, done);
  return mine;
}
