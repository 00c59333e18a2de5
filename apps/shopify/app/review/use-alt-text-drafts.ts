import { useCallback, useState } from "react";
import { askReview } from "./ask.ts";
import { inChunks } from "./in-chunks.ts";
import type { ReviewImage } from "./review-image.ts";
import { TEXTS_A_CALL } from "./review-requests.ts";
import type { PatchImages } from "./use-images.ts";

export interface AltTextDrafts {
  /** What was typed and not saved, by the image's id. */
  readonly drafts: ReadonlyMap<string, string>;
  readonly isSaving: boolean;
  readonly change: (image: ReviewImage, text: string) => void;
  readonly drop: (id: string) => void;
  readonly discard: () => void;
  readonly save: () => Promise<void>;
}

interface Options {
  readonly batchId: string;
  readonly patch: PatchImages;
  readonly onSaved: (count: number) => void;
  readonly onFailed: (error: unknown) => void;
}

/** Alt texts that are being edited: nothing is written before they are saved. */
export function useAltTextDrafts({ batchId, patch, onSaved, onFailed }: Options): AltTextDrafts {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, string>>(new Map());
  const [isSaving, setIsSaving] = useState(false);
  const drop = useCallback((id: string) => {
    setDrafts((before) => new Map([...before].filter(([key]) => key !== id)));
  }, []);
  const change = useCallback((image: ReviewImage, text: string) => {
    setDrafts((before) => {
      const next = new Map(before);
      if (text.trim() === image.altText) next.delete(image.id);
      else next.set(image.id, text);
      return next;
    });
  }, []);
  const save = async () => {
    setIsSaving(true);
    const { answers, error } = await inChunks([...drafts], TEXTS_A_CALL, {
      run: (chunk) =>
        askReview(batchId, {
          ask: "alt-texts",
          texts: Object.fromEntries(chunk.map(([id, text]) => [id, text.trim()])),
        }),
      onProgress: () => {},
    });
    const saved = new Set(answers.flatMap(({ done }) => done));
    for (const id of saved) patch([id], { altText: drafts.get(id)?.trim() ?? "" });
    // What was typed meanwhile is still to be saved.
    setDrafts((now) => new Map([...now].filter(([id, text]) => !saved.has(id) || text !== drafts.get(id))));
    setIsSaving(false);
    if (answers.length > 0) onSaved(saved.size);
    if (error !== undefined) onFailed(error);
  };
  return { drafts, isSaving, change, drop, discard: () => setDrafts(new Map()), save };
}
