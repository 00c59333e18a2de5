import { type JournalEntry, type Json, type Snapshot, WORK_LIMITS, type WorkChange } from "@assetql/contract";
import { ConnectorError } from "../contract/connector-error.ts";
import type { StepOptions } from "../contract/context.ts";
import { ChangeBusy } from "./change-busy.ts";
import { ownerOfStep, type StepOwner, stepKey, withoutWork } from "./journal-keys.ts";
import { entriesOfText, textOf } from "./kept-text.ts";
import type { Reporter } from "./reporter.ts";
import { type RetryPolicy, withRetries } from "./retries.ts";

/** What was done of one change, here or by a host before. */
export interface Journal {
  /** A step that an earlier try has done may have been undone since: it is asked for, or done, once more. */
  step<T extends Json>(key: string, run: () => Promise<T>, options?: StepOptions<T>): Promise<T>;
  /** A step of this kind was begun, by whatever work. */
  readonly isBegun: boolean;
  /** One was begun, here or by a work that was interrupted: nobody has ended the try yet. */
  readonly isOurs: boolean;
  /** One was begun for this version of the image. */
  readonly isOfVersion: boolean;
  /** One was run here. */
  readonly hasRun: boolean;
  /** Another work has the change by now. */
  readonly isTaken: boolean;
  /** What the steps of this try have left there, by their own word: those run here, and those known to be done. */
  readonly told: Snapshot;
  /** The try has failed: whoever comes next begins anew. */
  end(): Promise<void>;
  /** What is there is as an earlier work has left it: the steps it has done for this version count. */
  trustEarlier(): void;
  /** Keeps a value: stored right before the next step begins, so that the journal is empty as long as nothing is done. */
  keep(name: string, value: unknown): void;
  /** As `keep`, but stored at once. */
  note(name: string, value: unknown): Promise<void>;
  /** The JSON of the value kept last under `name`. */
  kept(name: string): string | undefined;
}

export interface JournalOptions {
  readonly change: Pick<WorkChange, "journal"> & { readonly change: Pick<WorkChange["change"], "id"> };
  readonly owner: StepOwner;
  readonly reporter: Reporter;
  readonly retries: RetryPolicy;
}

/** The hub takes 150 kB a change; another round needs room, and so does the way back. */
const MOST_BYTES = 100_000;

export function createJournal({ change, owner: given, reporter, retries }: JournalOptions): Journal {
  const entries = new Map<string, JournalEntry>();
  const earlier = new Map<string, JournalEntry>();
  for (const entry of change.journal) {
    // Of a step told more than once, `done` counts.
    if (entries.get(entry.key)?.state !== "done") entries.set(entry.key, entry);
    const step = withoutWork(entry.key);
    if (entry.state === "done" || !earlier.has(step)) earlier.set(step, entry);
  }
  const owner = interruptedTry(entries, given) ?? given;
  const changeId = change.change.id;
  const state = { hasRun: false, isTaken: false, trustsEarlier: false };
  let told: Snapshot = {};
  let unstored: JournalEntry[] = [];
  const store = async (entry: JournalEntry): Promise<void> => {
    entries.set(entry.key, entry);
    const { busy } = await reporter.add({ type: "step", changeId, ...entry });
    if (!busy) return;
    state.isTaken = true;
    throw new ChangeBusy();
  };
  const storeKept = (): void => {
    // The step after it waits for it; whoever does not wait learns of a failure there.
    for (const entry of unstored.splice(0)) store(entry).catch(() => undefined);
  };
  const begin = async (key: string): Promise<void> => {
    if (state.isTaken) throw new ChangeBusy();
    if (entries.has(key)) return;
    if (!isOurs() && Buffer.byteLength(JSON.stringify(change.journal)) > MOST_BYTES) throw triedTooOften();
    storeKept();
    await store({ key, state: "started", result: null });
  };
  const owners = () => [...entries.keys()].map(ownerOfStep).filter((one) => one?.kind === owner.kind);
  const isOurs = (): boolean =>
    owners().some((one) => one?.workId === owner.workId && !entries.has(endKey(one)));
  return {
    async step<T extends Json>(name: string, run: () => Promise<T>, { find, leaves }: StepOptions<T> = {}) {
      const tell = (result: T): T => {
        told = { ...told, ...leaves?.(result) };
        return result;
      };
      const key = stepKey(owner, name);
      const before = earlier.get(withoutWork(key));
      const known = entries.get(key) ?? (state.trustsEarlier ? before : undefined);
      // The parse boundary: it is what the same step of the same connector returned.
      if (known?.state === "done") return tell(known.result as T);
      let mayBeDone = before !== undefined;
      const result = await withRetries(async () => {
        const found = mayBeDone ? await find?.() : undefined;
        if (found !== undefined) return found;
        await begin(key);
        retries.signal.throwIfAborted();
        state.hasRun = true;
        try {
          return await run();
        } catch (error) {
          mayBeDone = !isTurnedAway(error);
          throw error;
        }
      }, retries);
      // Even if the work is being stopped: the effect is there. Nobody waits, since reports keep their order: the next
      // step begins, and the change ends, only after this is stored.
      storeKept();
      store({ key, state: "done", result: checkedResult(name, result) }).catch(() => undefined);
      retries.signal.throwIfAborted();
      return tell(result);
    },
    get isBegun() {
      return owners().length > 0;
    },
    get isOurs() {
      return isOurs();
    },
    get isOfVersion() {
      return owners().some((one) => one?.version === owner.version);
    },
    get hasRun() {
      return state.hasRun;
    },
    get isTaken() {
      return state.isTaken;
    },
    get told() {
      return told;
    },
    end: () => store({ key: endKey(owner), state: "done", result: null }),
    trustEarlier() {
      state.trustsEarlier = true;
    },
    keep(name, value) {
      unstored = [...unstored, ...entriesOfText(entries, name, JSON.stringify(value))];
    },
    async note(name, value) {
      await Promise.all(entriesOfText(entries, name, JSON.stringify(value)).map(store));
    },
    kept: (name) => textOf(entries, name),
  };
}

/** A try that a crash or a pause has interrupted goes on, under the name of the work that began it. */
function interruptedTry(
  entries: ReadonlyMap<string, JournalEntry>,
  { kind, version }: StepOwner,
): StepOwner | undefined {
  return [...entries.keys()]
    .map(ownerOfStep)
    .findLast((one) => one?.kind === kind && one.version === version && !entries.has(endKey(one)));
}

const endKey = ({ kind, version, workId }: StepOwner): string => `ended/${kind}.${version}/${workId}`;

/** Nothing can have been done. */
const isTurnedAway = (error: unknown): boolean =>
  error instanceof ConnectorError && error.code === "rate-limited";

const triedTooOften = (): ConnectorError =>
  new ConnectorError(
    "refused",
    "This has failed half done too often to be tried again. Take the publication back, then publish anew.",
  );

function checkedResult<T extends Json>(name: string, result: T): T {
  if (Buffer.byteLength(JSON.stringify(result)) > WORK_LIMITS.journalResultBytes) {
    throw new Error(
      `The result of step "${name}" is over ${WORK_LIMITS.journalResultBytes} bytes; return less`,
    );
  }
  return result;
}
