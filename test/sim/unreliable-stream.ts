import type { DomainEvent } from "@assetql/contract";
import type { Chance } from "./chance.ts";

/** What one transaction told. */
export interface Entry {
  readonly events: readonly DomainEvent[];
  /** Must reach kiro once, as every entry of the real outbox does: see {@link openStream}. */
  readonly once?: true;
}

export interface Stream {
  push(entry: Entry): void;
  /** Up to `most` entries, taken out. */
  take(most: number): Entry[];
  /** What was taken but not committed is handed out again. */
  giveBack(entries: readonly Entry[]): void;
  /** Delivers something once more that kiro has had long ago. */
  repeatOld(): void;
  readonly size: () => number;
}

const KEPT = 64;

/**
 * A worse outbox than the real one: entries come in any order, twice or three times, and again long afterwards. The
 * real one keeps its order, and takes an entry out in the transaction that folds it.
 */
export function openStream(chance: Chance, { inOrder }: { inOrder: boolean }): Stream {
  const pending: Entry[] = [];
  const old: Entry[] = [];

  const takeAny = (): Entry | undefined => {
    const place = chance.below(pending.length);
    const entry = pending[place];
    const last = pending.pop();
    if (last !== undefined && place < pending.length) pending[place] = last;
    return entry;
  };
  const remember = (entry: Entry): void => {
    if (entry.once) return;
    if (old.length < KEPT) old.push(entry);
    else if (chance.happens(0.05)) old[chance.below(KEPT)] = entry;
  };
  return {
    push(entry) {
      pending.push(entry);
      remember(entry);
      if (entry.once || !chance.happens(0.15)) return;
      for (let copies = 1 + chance.below(2); copies > 0; copies -= 1) pending.push(entry);
    },
    take(most) {
      if (inOrder || chance.happens(0.3)) return pending.splice(0, most);
      const entries: Entry[] = [];
      while (entries.length < most && pending.length > 0) {
        const entry = takeAny();
        if (entry !== undefined) entries.push(entry);
      }
      return entries;
    },
    giveBack(entries) {
      if (inOrder) pending.unshift(...entries);
      else pending.push(...entries);
    },
    repeatOld() {
      const entry = old[chance.below(old.length)];
      if (entry !== undefined) pending.push(entry);
    },
    size: () => pending.length,
  };
}
