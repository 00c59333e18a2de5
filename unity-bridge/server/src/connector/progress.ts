import { type Publication, type PublicationId, publicationIdSchema } from "@assetql/contract";
import type { EditorSession } from "../session/editor-session.ts";
import type { Change } from "./parts.ts";

/** Between two events of a pull, milliseconds: more would only keep the editor busy. */
const EVERY_MS = 250;

interface Tally {
  /** Bytes that were sent of each, by external id: one that is staged again counts once. */
  readonly staged: Map<string, number>;
  /** Of the plan; undefined until the hub has told it. */
  planned: number | undefined;
  toldAt: number;
}

/** All changes of one work have the same signal. */
type OfWork = Pick<Change, "publicationId" | "signal">;

export interface Progress {
  /** One more is staged; `bytes` of it were sent. */
  staged(work: OfWork, externalId: string, bytes: number): void;
  /** No more comes of it: tells the last state, if it was not told yet. */
  close(work: OfWork): void;
}

export interface PublicationReader {
  get(id: PublicationId): Promise<Pick<Publication, "counts">>;
}

/** Tells the editor how much of a pull is staged. */
export function createProgress(
  session: Pick<EditorSession, "emit">,
  publications: PublicationReader,
): Progress {
  // A work that is stopped never gets to its commit: its tally goes with it, and the next work begins anew.
  const tallies = new WeakMap<AbortSignal, Tally>();
  const open = (pullId: PublicationId, signal: AbortSignal): Tally => {
    const known = tallies.get(signal);
    if (known !== undefined) return known;
    const tally: Tally = { staged: new Map(), planned: undefined, toldAt: 0 };
    tallies.set(signal, tally);
    // Without it the number of files goes up with those that are known.
    publications.get(pullId).then(
      ({ counts }) => {
        tally.planned = counts.create + counts.update + counts.delete - counts.applied;
      },
      () => undefined,
    );
    return tally;
  };
  const tell = (pullId: PublicationId, tally: Tally): void => {
    const { staged, planned = 0 } = tally;
    const files = staged.size;
    const bytes = [...staged.values()].reduce((sum, one) => sum + one, 0);
    tally.toldAt = performance.now();
    session.emit("pull.progress", { pullId, files, filesTotal: Math.max(files, planned), bytes });
  };
  return {
    staged({ publicationId, signal }, externalId, bytes) {
      const pullId = publicationIdSchema.parse(publicationId);
      const tally = open(pullId, signal);
      tally.staged.set(externalId, bytes);
      if (performance.now() - tally.toldAt >= EVERY_MS) tell(pullId, tally);
    },
    close({ publicationId, signal }) {
      const tally = tallies.get(signal);
      tallies.delete(signal);
      if (tally !== undefined) tell(publicationIdSchema.parse(publicationId), tally);
    },
  };
}
