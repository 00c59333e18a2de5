import { useNavigate, useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useToast } from "../common/use-toast.ts";
import { useProblemSentence } from "../problems/use-problem-text.ts";
import { readReview } from "./ask.ts";
import type { BulkAct } from "./bulk-bar.tsx";
import type { TileAct } from "./image-tile.tsx";
import type { NoteRequest } from "./note-modal.tsx";
import type { ReviewImage } from "./review-image.ts";
import { changeQuery, writeQuery } from "./review-query.ts";
import type { FillOutcome } from "./review-requests.ts";
import type { ReviewScreenProps } from "./review-screen.tsx";
import { useAccept } from "./use-accept.ts";
import { useAltTextDrafts } from "./use-alt-text-drafts.ts";
import { useAnnouncer } from "./use-announcer.tsx";
import { useBulkApproval } from "./use-bulk-approval.ts";
import { useDecidedWords } from "./use-decided-words.ts";
import { type Asked, type Decided, useDecisions } from "./use-decisions.ts";
import { useImages } from "./use-images.ts";
import { useInWork } from "./use-in-work.ts";
import { useNoClickThrough } from "./use-no-click-through.ts";
import { useOpenImage } from "./use-open-image.ts";
import { useReviewNavigation } from "./use-review-navigation.ts";
import { useSelection } from "./use-selection.ts";
import { useSettled } from "./use-settled.ts";

export type Review = ReturnType<typeof useReview>;

/** Everything the review's screen can do. */
export function useReview({ page, query, shopNow: promised }: ReviewScreenProps) {
  const { t } = useTranslation("review");
  const batchId = page.batch.id;
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  const toast = useToast();
  const problemSentence = useProblemSentence();
  const { say, announcer } = useAnnouncer();
  const shopNow = useSettled(promised);
  const { images, counts, patch, take } = useImages(page);
  const navigation = useReviewNavigation(query, page.cursor);
  const selection = useSelection(
    images.map(({ id }) => id),
    writeQuery(changeQuery(query, { size: 24 })).toString(),
  );
  const { focusRef, focusGrid } = useGridFocus();
  useNoClickThrough();
  const [editing, setEditing] = useState<string | null>(null);
  const [asked, setAsked] = useState<NoteRequest>();
  const [isHelpOpen, setHelp] = useState(false);
  const [isFillOpen, setFill] = useState(false);

  const decidedWords = useDecidedWords();
  const onDecided = (decided: Decided) => {
    const { done, refused, problem } = decided;
    // Something may have gone through all the same, when only the answer was lost.
    if (problem !== undefined) revalidate();
    const words = decidedWords(decided);
    if (words === undefined) return;
    // A problem is read out with the words beneath it.
    if (problem === undefined) say(words);
    const [first] = refused;
    if (done + refused.length > 1) toast(words, { isError: (first ?? problem) !== undefined });
    else if (first !== undefined) toast(problemSentence(first), { isError: true });
  };
  const decisions = useDecisions({ batchId, query, images, patch, onDecided });
  const drafts = useAltTextDrafts({
    batchId,
    patch,
    onSaved: (count) => {
      toast(t("said.saved", { count }));
      say(t("said.saved", { count }));
    },
    onFailed: decisions.fail,
  });
  const opened = useOpenImage({
    batchId,
    images,
    patch,
    onRestored: ({ title, version }) => say(t("said.restored", { title, version })),
    onFailed: decisions.fail,
    onClosed: focusGrid,
  });
  const accept = useAccept({
    batchId,
    onAccepted: (image) => {
      patch([image.id], image);
      say(t("said.accepted", { title: image.title }));
      toast(t("said.accepted", { title: image.title }));
    },
    onFailed: decisions.fail,
  });
  useInWork({
    batchId,
    images,
    onRead: (image, began) => {
      take(image, began);
      say(t(image.bestTry === null ? "said.made" : "said.missed", { title: image.title }));
    },
  });

  const bulkCount = selection.isAll ? (page.total ?? selection.ids.size) : selection.ids.size;
  const askNote = (decision: NoteRequest["decision"], ids: readonly string[] | null) => {
    const title = ids?.length === 1 ? (images.find(({ id }) => id === ids[0])?.title ?? null) : null;
    // One window at a time: the focus goes back to the image, not into a window below.
    opened.hide();
    setAsked({ decision, ids, title, count: ids?.length ?? bulkCount });
  };
  const acts: Readonly<Record<TileAct, (image: ReviewImage) => void>> = {
    approve: ({ id }) => void decisions.decide("approve", [id]),
    reject: ({ id }) => askNote("reject", [id]),
    regenerate: ({ id, isInWork }) => {
      if (!isInWork) askNote("regenerate", [id]);
    },
    select: ({ id }) => selection.toggle(id),
    open: ({ id }) => opened.open(id),
    versions: ({ id }) => opened.open(id),
    edit: ({ id }) => setEditing(id),
    accept: ({ bestTry }) => {
      if (bestTry !== null) void accept.accept(bestTry.taskId);
    },
  };
  const latestActs = useRef(acts);
  latestActs.current = acts;
  const [onAct] = useState(() => (image: ReviewImage, act: TileAct) => latestActs.current[act](image));

  const closeNote = () => {
    const id = asked?.ids?.length === 1 ? asked.ids[0] : undefined;
    setAsked(undefined);
    focusGrid(id);
  };
  const onNote = async ({ decision, ids }: NoteRequest, note: string | undefined) => {
    closeNote();
    const left = await decisions.decide(decision, ids ?? "all", note);
    if (ids?.length !== 1) afterBulk(left);
  };
  /** Only what is left stays ticked: whoever presses the button again means nothing else. */
  const afterBulk = (left: Asked = []) => {
    if (left === "all") return;
    selection.select(left);
    if (left.length > 0) return;
    revalidate();
    focusGrid();
  };
  const bulkIds = async (): Promise<readonly string[]> =>
    selection.isAll ? (await readReview(batchId, "match", writeQuery(query))).ids : [...selection.ids];
  const approval = useBulkApproval({
    batchId,
    query,
    images,
    idsOf: bulkIds,
    approve: async (ids) => {
      afterBulk(await decisions.decide("approve", ids));
    },
    onFailed: decisions.fail,
  });
  const bulk: Readonly<Record<BulkAct, () => void>> = {
    approve: () => void approval.start(),
    reject: () => askNote("reject", selection.isAll ? null : [...selection.ids]),
    regenerate: () => askNote("regenerate", selection.isAll ? null : [...selection.ids]),
    altTexts: () => setFill(true),
    publish: () => navigate(`/app/batches/${batchId}/publish`, { state: { assetIds: [...selection.ids] } }),
  };
  // Read anew with the next page; until then what was accepted here counts, too.
  const accepted = page.below.filter(
    ({ taskId, isNewVersion }) => !isNewVersion && accept.accepted.has(taskId),
  ).length;
  return {
    images,
    counts: { ...counts, approved: counts.approved + accepted },
    shopNow,
    navigation,
    selection,
    decisions,
    wentThrough: decidedWords(decisions.failure?.decided),
    drafts,
    opened,
    accept,
    announcer,
    asked,
    closeNote,
    onNote,
    editing,
    onAct,
    onAltTextDone: ({ id }: ReviewImage, isKept: boolean) => {
      if (!isKept) drafts.drop(id);
      setEditing(null);
      focusGrid(id);
    },
    approval,
    onBulk: (act: BulkAct) => bulk[act](),
    bulkCount,
    bulkTotal: bulkCount,
    bulkIds,
    isHelpOpen,
    setHelp,
    isFillOpen,
    setFill,
    onFilled: ({ changed }: FillOutcome, error?: unknown) => {
      setFill(false);
      say(t("said.saved", { count: changed }));
      toast(t("said.saved", { count: changed }));
      if (error === undefined) return afterBulk();
      decisions.fail(error);
      revalidate();
    },
    focusRef,
    focusGrid,
  };
}

/** Gives the focus to an image, or to the one that had it last, once the window that was open has gone. */
function useGridFocus() {
  const focusRef = useRef<(id?: string) => void>(() => {});
  const [wish, setWish] = useState<{ readonly id: string | undefined }>();
  // Windows go at once, and let go of the focus before this effect runs: so the next key is the grid's.
  useEffect(() => {
    if (wish !== undefined) focusRef.current(wish.id);
  }, [wish]);
  return { focusRef, focusGrid: (id?: string) => setWish({ id }) };
}
