import { useCallback, useRef, useState } from "react";
import type { AppProblem } from "../problems/problem.ts";
import { askReview, problemIn, readReview } from "./ask.ts";
import { type Chunked, inChunks, type Progress } from "./in-chunks.ts";
import { createTurns } from "./in-turn.ts";
import type { ReviewImage } from "./review-image.ts";
import { type ReviewQuery, writeQuery } from "./review-query.ts";
import { IMAGES_A_CALL, type Refused, type ReviewOutcome } from "./review-requests.ts";
import type { PatchImages } from "./use-images.ts";

export type Decision = "approve" | "reject" | "regenerate";

/** Images by their ids, or everything that the filter finds. */
export type Asked = readonly string[] | "all";

export interface Decided {
  readonly decision: Decision;
  readonly done: number;
  readonly refused: readonly Refused[];
  /** What it did not come to. */
  readonly left: Asked;
  /** Why something is left. */
  readonly problem: AppProblem | undefined;
}

interface Failure {
  readonly problem: AppProblem;
  /** What went through before, where it was a decision that failed. */
  readonly decided?: Decided;
}

interface Options {
  readonly batchId: string;
  readonly query: ReviewQuery;
  readonly images: readonly ReviewImage[];
  readonly patch: PatchImages;
  readonly onDecided: (decided: Decided) => void;
}

export interface Decisions {
  /** Returns what is left: nothing unless it failed. */
  readonly decide: (decision: Decision, asked: Asked, note?: string) => Promise<Asked>;
  /** Of something that takes more than one call. */
  readonly progress: Progress | undefined;
  readonly failure: Failure | undefined;
  readonly fail: (error: unknown) => void;
  readonly clearFailure: () => void;
}

/** What becomes of an image at once, before the server has said so. */
const changesOf = (decision: Decision, note: string | undefined): Partial<ReviewImage> => {
  if (decision === "regenerate") return { isInWork: true, bestTry: null };
  return {
    review: decision === "approve" ? "approved" : "rejected",
    reviewNote: decision === "reject" ? (note ?? null) : null,
  };
};

/** What a decision would change, as it is without it. */
const former = (image: ReviewImage, changes: Partial<ReviewImage>): Partial<ReviewImage> =>
  Object.fromEntries(Object.keys(changes).map((name) => [name, image[name as keyof ReviewImage]]));

interface Sent extends Pick<Options, "batchId" | "query"> {
  readonly decision: Decision;
  readonly asked: Asked;
  readonly note: string | undefined;
  readonly onProgress: (progress: Progress) => void;
}

type Answered = Omit<Chunked<string, ReviewOutcome>, "left"> & { readonly left: Asked };

async function send({ batchId, query, decision, asked, note, onProgress }: Sent): Promise<Answered> {
  try {
    const ids = asked === "all" ? (await readReview(batchId, "match", writeQuery(query))).ids : asked;
    return await inChunks(ids, IMAGES_A_CALL, {
      run: (chunk) =>
        askReview(batchId, {
          ask: "review",
          action: decision,
          assetIds: chunk,
          ...(note === undefined ? {} : { note }),
        }),
      onProgress,
    });
  } catch (error) {
    return { answers: [], left: asked, error };
  }
}

const toDecided = (decision: Decision, { answers, left, error }: Answered): Decided => ({
  decision,
  done: answers.reduce((sum, { done }) => sum + done.length, 0),
  refused: answers.flatMap(({ refused }) => refused),
  left,
  problem: error === undefined ? undefined : problemIn(error),
});

/** Approving, rejecting and having made anew, of one image or of many. What is decided last about an image counts. */
export function useDecisions({ batchId, query, images, patch, onDecided }: Options): Decisions {
  const [progress, setProgress] = useState<Progress>();
  const [failure, setFailure] = useState<Failure>();
  const [inTurn] = useState(createTurns);
  /** Which decision about an image was the last. */
  const lastOf = useRef(new Map<string, symbol>());
  const latest = useRef({ images, onDecided });
  latest.current = { images, onDecided };
  const decide = useCallback<Decisions["decide"]>(
    async (decision, asked, note) => {
      setFailure(undefined);
      const before = new Map(latest.current.images.map((image) => [image.id, image]));
      const shown = asked === "all" ? [...before.keys()] : asked.filter((id) => before.has(id));
      const changes = changesOf(decision, note);
      const own = Symbol(decision);
      for (const id of shown) lastOf.current.set(id, own);
      patch(shown, changes, { isOnItsWay: true });
      const onProgress = (told: Progress) => setProgress(told.total > IMAGES_A_CALL ? told : undefined);
      const answered = await inTurn(asked, () => send({ batchId, query, decision, asked, note, onProgress }));
      setProgress(undefined);
      const done = new Set(answered.answers.flatMap((answer) => answer.done));
      for (const id of shown) {
        if (lastOf.current.get(id) !== own) continue;
        const image = before.get(id);
        if (done.has(id)) patch([id], changes);
        else if (image !== undefined) patch([id], former(image, changes));
      }
      const decided = toDecided(decision, answered);
      const { problem, left } = decided;
      if (problem !== undefined) setFailure({ problem, decided });
      latest.current.onDecided(decided);
      return left;
    },
    [batchId, query, patch, inTurn],
  );
  const fail = useCallback((error: unknown) => setFailure({ problem: problemIn(error) }), []);
  const clearFailure = useCallback(() => setFailure(undefined), []);
  return { decide, progress, failure, fail, clearFailure };
}
