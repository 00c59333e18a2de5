import { useRef, useState } from "react";
import { readReview } from "./ask.ts";
import { rejectedAmong } from "./rejected-among.ts";
import type { ReviewImage } from "./review-image.ts";
import { type ReviewQuery, writeQuery } from "./review-query.ts";

/** Images to approve, of which some, but not all, were rejected. */
export interface MixedApproval {
  readonly ids: readonly string[];
  readonly rejected: ReadonlySet<string>;
}

interface Options {
  readonly batchId: string;
  readonly query: ReviewQuery;
  readonly images: readonly ReviewImage[];
  /** What is ticked, which may have to be asked for. */
  readonly idsOf: () => Promise<readonly string[]>;
  readonly approve: (ids: readonly string[]) => Promise<void>;
  readonly onFailed: (error: unknown) => void;
}

/** Approving many at once never takes back a rejection unasked: `asked` is to be answered first. */
export function useBulkApproval({ batchId, query, images, idsOf, approve, onFailed }: Options) {
  const [asked, setAsked] = useState<MixedApproval>();
  const isLooking = useRef(false);
  const start = async (): Promise<void> => {
    if (isLooking.current) return;
    isLooking.current = true;
    try {
      const ids = await idsOf();
      // Who looks at what was rejected means it.
      const rejected =
        query.tab === "rejected"
          ? new Set<string>()
          : await rejectedAmong(ids, { images, elsewhere: () => rejectedOf(batchId, query) });
      if (rejected.size === 0 || rejected.size === ids.length) await approve(ids);
      else setAsked({ ids, rejected });
    } catch (error) {
      onFailed(error);
    } finally {
      isLooking.current = false;
    }
  };
  return {
    start,
    asked,
    close: () => setAsked(undefined),
    answer: async (withRejected: boolean): Promise<void> => {
      setAsked(undefined);
      if (asked === undefined) return;
      await approve(withRejected ? asked.ids : asked.ids.filter((id) => !asked.rejected.has(id)));
    },
  };
}

/** On all pages of what the filter finds. */
async function rejectedOf(batchId: string, query: ReviewQuery): Promise<readonly string[]> {
  const parameters = writeQuery({ ...query, tab: "rejected", cursor: null });
  return (await readReview(batchId, "match", parameters)).ids;
}
