interface KeptOptions {
  /** Milliseconds. */
  readonly ms: number;
  /** Values; the oldest go first. */
  readonly most: number;
  readonly now?: () => number;
}

export interface Look {
  /** What tells whether it has moved: with another mark it is read again. */
  readonly mark: string;
  /** Milliseconds for which what is kept is told although it has moved; 0 unless told. */
  readonly patienceMs?: number;
}

/** Remembers what was read for a while, so that a page that looks every few seconds does not ask for it each time. */
export function createKept<T>({ ms, most, now = Date.now }: KeptOptions) {
  const values = new Map<string, { readonly value: T; readonly at: number; readonly mark: string }>();
  return async (
    key: string,
    read: () => Promise<T>,
    { mark, patienceMs = 0 }: Look = { mark: "" },
  ): Promise<T> => {
    const kept = values.get(key);
    if (kept !== undefined && now() - kept.at < (kept.mark === mark ? ms : patienceMs)) return kept.value;
    const value = await read();
    values.delete(key);
    values.set(key, { value, at: now(), mark });
    const oldest = values.keys().next();
    if (values.size > most && !oldest.done) values.delete(oldest.value);
    return value;
  };
}
