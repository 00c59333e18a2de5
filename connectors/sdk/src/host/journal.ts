import { type JournalEntry, type Json, WORK_LIMITS, type WorkChange } from "@assetql/contract";
import { ConnectorError } from "../contract/connector-error.ts";
import type { StepOptions } from "../contract/context.ts";
import type { Reporter } from "./reporter.ts";
import { type RetryPolicy, withRetries } from "./retries.ts";

/** What was done of one change, here or by a host before. */
export interface Journal {
  step<T extends Json>(key: string, run: () => Promise<T>, options?: StepOptions<T>): Promise<T>;
  /** Whether a step was begun, by whomever. */
  readonly isBegun: boolean;
  /** Keeps a value: stored before the next step begins. */
  keep(name: string, value: unknown): void;
  /** The JSON of the value kept last under `name`. */
  kept(name: string): string | undefined;
}

export interface JournalOptions {
  readonly change: Pick<WorkChange, "journal"> & { readonly change: Pick<WorkChange["change"], "id"> };
  /** Steps of an apply and of its revert are told apart by it. */
  readonly prefix: "apply" | "revert";
  readonly reporter: Reporter;
  readonly retries: RetryPolicy;
}

export function createJournal({ change, prefix, reporter, retries }: JournalOptions): Journal {
  const entries = new Map<string, JournalEntry>();
  for (const entry of change.journal) {
    // Of a step told more than once, `done` counts.
    if (entries.get(entry.key)?.state !== "done") entries.set(entry.key, entry);
  }
  const changeId = change.change.id;
  const store = async (entry: JournalEntry): Promise<void> => {
    entries.set(entry.key, entry);
    await reporter.add({ type: "step", changeId, ...entry });
  };
  return {
    async step<T extends Json>(name: string, run: () => Promise<T>, { find }: StepOptions<T> = {}) {
      const key = `${prefix}:${name}`;
      const known = entries.get(key);
      // The parse boundary: it is what the same step of the same connector returned.
      if (known?.state === "done") return known.result as T;
      let mayBeDone = known !== undefined;
      const result = await withRetries(async () => {
        const found = mayBeDone ? await find?.() : undefined;
        if (found !== undefined) return found;
        if (!entries.has(key)) await store({ key, state: "started", result: null });
        retries.signal.throwIfAborted();
        try {
          return await run();
        } catch (error) {
          mayBeDone = !isTurnedAway(error);
          throw error;
        }
      }, retries);
      // Even if the work is being stopped: the effect is there. Nobody waits, since reports keep their order: the next
      // step begins, and the change ends, only after this is stored.
      store({ key, state: "done", result: checkedResult(name, result) }).catch(() => undefined);
      retries.signal.throwIfAborted();
      return result;
    },
    isBegun: [...entries.keys()].some((key) => key.startsWith(`${prefix}:`)),
    keep: (name, value) => keepText(entries, `${prefix}-${name}`, { text: JSON.stringify(value), store }),
    kept: (name) => keptText(entries, `${prefix}-${name}`),
  };
}

/** Nothing can have been done. */
const isTurnedAway = (error: unknown): boolean =>
  error instanceof ConnectorError && error.code === "rate-limited";

function checkedResult<T extends Json>(name: string, result: T): T {
  if (Buffer.byteLength(JSON.stringify(result)) > WORK_LIMITS.journalResultBytes) {
    throw new Error(
      `The result of step "${name}" is over ${WORK_LIMITS.journalResultBytes} bytes; return less`,
    );
  }
  return result;
}

/** Characters of text in one entry: in JSON at most three bytes each, quotes and breaks included, and room to spare. */
const PART = Math.floor(WORK_LIMITS.journalResultBytes / 6);

interface Kept {
  readonly text: string;
  readonly store: (entry: JournalEntry) => Promise<void>;
}

/** A text of any length is kept in parts, each of which says how many there are; a later one under keys of its own. */
function keepText(entries: ReadonlyMap<string, JournalEntry>, name: string, { text, store }: Kept): void {
  const key = `${name}-${editions(entries, name) + 1}`;
  const parts = Math.max(1, Math.ceil(text.length / PART));
  for (let index = 0; index < parts; index += 1) {
    const result = { parts, text: text.slice(index * PART, (index + 1) * PART) };
    // The steps after it wait for it; whoever does not wait learns of a failure there.
    store({ key: `${key}-${index}`, state: "done", result }).catch(() => undefined);
  }
}

function editions(entries: ReadonlyMap<string, JournalEntry>, name: string): number {
  let found = 0;
  while (entries.has(`${name}-${found + 1}-0`)) found += 1;
  return found;
}

function keptText(entries: ReadonlyMap<string, JournalEntry>, name: string): string | undefined {
  const key = `${name}-${editions(entries, name)}`;
  let text = "";
  for (let index = 0, parts = 1; index < parts; index += 1) {
    const part = partOf(entries.get(`${key}-${index}`)?.result);
    // Without the last part, nothing after it was begun.
    if (part === undefined) return undefined;
    parts = part.parts;
    text += part.text;
  }
  return text;
}

function partOf(result: Json | undefined): { readonly parts: number; readonly text: string } | undefined {
  if (typeof result !== "object" || result === null || Array.isArray(result)) return undefined;
  const { parts, text } = result;
  return typeof parts === "number" && typeof text === "string" ? { parts, text } : undefined;
}
