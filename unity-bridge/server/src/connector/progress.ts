import type { Publication, PublicationId } from "@assetql/contract";
import type { EditorSession } from "../session/editor-session.ts";

/** Between two events of a pull, milliseconds: more would only keep the editor busy. */
const EVERY_MS = 250;

interface Tally {
  /** Bytes that were sent of each, by external id: one that is staged again counts once. */
  readonly staged: Map<string, number>;
  /** Of the plan; undefined until the hub has told it. */
  planned: number | undefined;
  toldAt: number;
}

export interface Progress {
  /** One more is staged; `bytes` of it were sent. */
  staged(pullId: PublicationId, externalId: string, bytes: number): void;
  /** No more comes of it: tells the last state, if it was not told yet. */
  close(pullId: PublicationId): void;
}

export interface PublicationReader {
  get(id: PublicationId): Promise<Pick<Publication, "counts">>;
}

/** Tells the editor how much of a pull is staged. */
export function createProgress(
  session: Pick<EditorSession, "emit">,
  publications: PublicationReader,
): Progress {
  const tallies = new Map<PublicationId, Tally>();
  const open = (pullId: PublicationId): Tally => {
    const known = tallies.get(pullId);
    if (known !== undefined) return known;
    const tally: Tally = { staged: new Map(), planned: undefined, toldAt: 0 };
    tallies.set(pullId, tally);
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
    staged(pullId, externalId, bytes) {
      const tally = open(pullId);
      tally.staged.set(externalId, bytes);
      if (performance.now() - tally.toldAt >= EVERY_MS) tell(pullId, tally);
    },
    close(pullId) {
      const tally = tallies.get(pullId);
      tallies.delete(pullId);
      if (tally !== undefined) tell(pullId, tally);
    },
  };
}
