import { useCallback, useRef, useState } from "react";
import type { AppProblem } from "../problems/problem.ts";
import { askReview, problemIn, readReview } from "./ask.ts";
import { inChunks, type Progress } from "./in-chunks.ts";
import { createTurns } from "./in-turn.ts";
import type { ReviewImage } from "./review-image.ts";
import { type ReviewQuery, writeQuery } from "./review-query.ts";
import { IMAGES_A_CALL, type Refused } from "./review-requests.ts";
import type { PatchImages } from "./use-images.ts";

export type Decision = "approve" | "reject" | "regenerate";

export interface Decided {
  readonly decision: Decision;
  readonly done: number;
  readonly refused: readonly Refused[];
}

interface Options {
  readonly batchId: string;
  readonly query: ReviewQuery;
  readonly images: readonly ReviewImage[];
  readonly patch: PatchImages;
  readonly onDecided: (decided: Decided) => void;
}

export interface Decisions {
  /** Of these images, or of everything that the filter finds. False when it failed. */
  readonly decide: (decision: Decision, ids: readonly string[] | "all", note?: string) => Promise<boolean>;
  /** Of something that takes more than one call. */
  readonly progress: Progress | undefined;
  readonly problem: AppProblem | undefined;
  readonly fail: (error: unknown) => void;
  readonly clearProblem: () => void;
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
  readonly asked: readonly string[] | "all";
  readonly note: string | undefined;
  readonly onProgress: (progress: Progress) => void;
}

async function send({ batchId, query, decision, asked, note, onProgress }: Sent) {
  const ids = asked === "all" ? (await readReview(batchId, "match", writeQuery(query))).ids : asked;
  const answers = await inChunks(ids, IMAGES_A_CALL, {
    run: (chunk) =>
      askReview(batchId, {
        ask: "review",
        action: decision,
        assetIds: chunk,
        ...(note === undefined ? {} : { note }),
      }),
    onProgress,
  });
  return { refused: answers.flatMap((answer) => answer.refused), count: ids.length };
}

/** Approving, rejecting and having made anew, of one image or of many. What is decided last about an image counts. */
export function useDecisions({ batchId, query, images, patch, onDecided }: Options): Decisions {
  const [progress, setProgress] = useState<Progress>();
  const [problem, setProblem] = useState<AppProblem>();
  const [inTurn] = useState(createTurns);
  /** Which decision about an image was the last. */
  const lastOf = useRef(new Map<string, symbol>());
  const latest = useRef({ images, onDecided });
  latest.current = { images, onDecided };
  const decide = useCallback<Decisions["decide"]>(
    async (decision, asked, note) => {
      setProblem(undefined);
      const before = new Map(latest.current.images.map((image) => [image.id, image]));
      const shown = asked === "all" ? [...before.keys()] : asked.filter((id) => before.has(id));
      const changes = changesOf(decision, note);
      const own = Symbol(decision);
      for (const id of shown) lastOf.current.set(id, own);
      const stillOwn = (ids: readonly string[]) => ids.filter((id) => lastOf.current.get(id) === own);
      patch(shown, changes, { isOnItsWay: true });
      const takeBack = (ids: readonly string[]) => {
        for (const id of stillOwn(ids)) {
          const image = before.get(id);
          if (image !== undefined) patch([id], former(image, changes));
        }
      };
      const onProgress = (told: Progress) => setProgress(told.total > IMAGES_A_CALL ? told : undefined);
      try {
        const { refused, count } = await inTurn(asked, () =>
          send({ batchId, query, decision, asked, note, onProgress }),
        );
        patch(stillOwn(shown), changes);
        takeBack(refused.map(({ id }) => id));
        latest.current.onDecided({ decision, refused, done: count - refused.length });
        return true;
      } catch (error) {
        takeBack(shown);
        setProblem(problemIn(error));
        return false;
      } finally {
        setProgress(undefined);
      }
    },
    [batchId, query, patch, inTurn],
  );
  const fail = useCallback((error: unknown) => setProblem(problemIn(error)), []);
  const clearProblem = useCallback(() => setProblem(undefined), []);
  return { decide, progress, problem, fail, clearProblem };
}
