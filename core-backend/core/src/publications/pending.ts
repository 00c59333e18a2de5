import type { Change } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { InvalidCursorError } from "../ports/index.ts";
import { filteredPage, hasItems } from "../shared/pages.ts";
import { type ChangeRecord, changes, stateKey } from "./change-record.ts";

/** Which work looks for its changes. */
export interface Wanting {
  readonly kind: "apply" | "revert";
  readonly publicationId: string;
  readonly round: number;
  readonly finishing: boolean;
  readonly force: boolean;
}

interface Source {
  readonly state: Change["state"];
  readonly keep: (change: ChangeRecord) => boolean;
}

/** The states in which a change still waits for a work: first what was begun, so that nothing is left half done. */
function sourcesOf({ kind, round, finishing, force }: Wanting): readonly Source[] {
  const all = (): boolean => true;
  const earlier = (change: ChangeRecord): boolean => change.round < round;
  if (kind === "apply") {
    // Started without a step, nothing was done of it yet.
    if (finishing) return [{ state: "applying", keep: isBegun }];
    return [
      { state: "applying", keep: all },
      { state: "failed", keep: earlier },
      { state: "planned", keep: all },
    ];
  }
  return [
    { state: "reverting", keep: all },
    { state: "revert-failed", keep: earlier },
    { state: "applied", keep: all },
    // It failed half way, whatever a later plan has made of it.
    ...(["failed", "planned", "skipped"] as const).map((state) => ({ state, keep: isBegun })),
    ...(force
      ? [{ state: "reverted" as const, keep: (change: ChangeRecord) => wasKept(change) && earlier(change) }]
      : []),
  ];
}

/** Something of it may have been done, and it has no receipt yet. */
export const isBegun = ({ journal, receipt }: ChangeRecord): boolean =>
  journal.length > 0 && receipt === null;

/** Something of it was left as somebody had changed it. */
const wasKept = ({ revert }: ChangeRecord): boolean => (revert?.kept.length ?? 0) > 0;

/** Whether a change still waits for this work. */
export const isPending = (wanting: Wanting, change: ChangeRecord): boolean =>
  sourcesOf(wanting).some(({ state, keep }) => state === change.state && keep(change));

/** A page of the changes that still wait for a work; it may be short with a cursor. Each is given once. */
export async function pendingPage(
  { store }: Pick<CoreDeps, "store">,
  wanting: Wanting,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: ChangeRecord[]; cursor?: string }> {
  const { at, inner } = cursor === undefined ? { at: 0, inner: undefined } : parseCursor(cursor);
  const sources = sourcesOf(wanting);
  const source = sources[at];
  if (source === undefined) throw new InvalidCursorError("This cursor is of another list");
  const page = await filteredPage(store, changes, {
    query: {
      index: "byState",
      partition: stateKey(wanting.publicationId, source.state),
      limit,
      ...(inner === undefined ? {} : { cursor: inner }),
    },
    keep: source.keep,
  });
  const items = page.items.map(({ value }) => value);
  if (page.cursor !== undefined) return { items, cursor: `${at}:${page.cursor}` };
  return at + 1 < sources.length ? { items, cursor: `${at + 1}:` } : { items };
}

function parseCursor(cursor: string): { at: number; inner: string | undefined } {
  const match = /^(\d):(.*)$/s.exec(cursor);
  if (match === null) throw new InvalidCursorError("This cursor is of another list");
  return { at: Number(match[1]), inner: match[2] === "" ? undefined : match[2] };
}

/** Whether anything still waits for a work. */
export const hasPending = (deps: Pick<CoreDeps, "store">, wanting: Wanting): Promise<boolean> =>
  hasItems((page) => pendingPage(deps, wanting, page));
