import { useSyncExternalStore } from "react";

export interface Contact {
  /** How often in a row the page could not be brought up to date. */
  readonly failures: number;
  /** The last time somebody answered, and asked to wait. */
  readonly isBusy: boolean;
  /** Milliseconds that were asked for; 0 when nobody has. */
  readonly retryAfterMs: number;
}

const good: Contact = { failures: 0, isBusy: false, retryAfterMs: 0 };
let now = good;
const listeners = new Set<() => void>();

/** Of the browser: there is one page. */
export const contact = {
  answered: () => set(good),
  failed: ({ isBusy, retryAfterMs }: Omit<Contact, "failures">) =>
    set({ failures: now.failures + 1, isBusy, retryAfterMs }),
  now: () => now,
};

function set(next: Contact): void {
  if (next === now) return;
  now = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useContact = (): Contact =>
  useSyncExternalStore(
    subscribe,
    () => now,
    () => good,
  );
