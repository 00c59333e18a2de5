import { isDeepStrictEqual } from "node:util";
import type { Change, Publication, PublicationProblem } from "@assetql/contract";
import { failed } from "../../errors.ts";
import { plural } from "../../output/format.ts";
import { plain } from "../../output/text.ts";

/** A publication that goes on no more by itself, with its changes. */
export interface Ended {
  readonly publication: Publication;
  readonly changes: readonly Change[];
}

/** Whether it is on the way back, or has gone it. */
export const isGoingBack = ({ status, pausedFrom }: Publication): boolean =>
  status === "reverting" || status === "reverted" || pausedFrom === "reverting";

/** How many changes are done of those that are to be, forwards or back. */
export function progressOf(publication: Publication): { readonly done: number; readonly total: number } {
  const { create, update, delete: removed, applied, reverted, revertFailed } = publication.counts;
  return isGoingBack(publication)
    ? { done: reverted, total: applied + reverted + revertFailed }
    : { done: applied, total: create + update + removed };
}

/** Conflicts that a person has to decide. */
export const undecidedOf = (changes: readonly Change[]): readonly Change[] =>
  changes.filter(
    ({ kind, fields }) => kind === "conflict" && fields.some(({ outcome }) => outcome === "ask"),
  );

/** Undo has left something of it, which somebody had changed. */
export const wasKept = ({ state, revert }: Change): boolean =>
  state === "reverted" && (revert?.kept.length ?? 0) > 0;

/** When it was to be applied, all was as it should be: another publication of the same had come first. */
const wasThere = ({ state, kind, receipt }: Change): boolean =>
  state === "applied" &&
  kind !== "delete" &&
  receipt?.existed === true &&
  isDeepStrictEqual(receipt.before, receipt.after);

/** How a publication has ended, in a sentence. */
export function outcomeOf({ publication, changes }: Ended): string {
  const { status, counts, name } = publication;
  const parts = status === "reverted" ? backParts({ publication, changes }) : forthParts(counts, changes);
  return `${plain(name)} is ${status}: ${parts.join(", ")}.`;
}

function backParts({ publication: { counts }, changes }: Ended): readonly string[] {
  const kept = changes.filter(wasKept).length;
  return [
    `${plural(counts.reverted - kept, "change")} taken back`,
    ...(kept === 0 ? [] : [`${kept} not wholly, for somebody has changed it since (--force)`]),
    ...(counts.revertFailed === 0 ? [] : [`${counts.revertFailed} could not be taken back`]),
  ];
}

function forthParts({ applied, failed }: Publication["counts"], changes: readonly Change[]): string[] {
  const waiting = undecidedOf(changes).length;
  const needless = changes.filter(wasThere).length;
  const written = applied - needless;
  return [
    written === 0 && waiting + needless > 0 ? "nothing was applied" : `${plural(written, "change")} applied`,
    ...(needless === 0 ? [] : [`${needless} ${needless === 1 ? "was" : "were"} there already`]),
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(waiting === 0 ? [] : [waitWords(waiting)]),
  ];
}

const waitWords = (conflicts: number): string =>
  conflicts === 1 ? "1 conflict waits for a decision" : `${conflicts} conflicts wait for a decision`;

/** What has become of the changes so far, in numbers. */
export function formatOutcome({ publication: { counts }, changes }: Ended): string {
  const kept = changes.filter(wasKept).length;
  const parts = [
    [counts.applied, "applied"],
    [counts.failed, "failed"],
    [counts.reverted - kept, "taken back"],
    [kept, "not wholly taken back"],
    [counts.revertFailed, "could not be taken back"],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return told.length === 0 ? "nothing was written" : told.join(", ");
}

/** Throws a failure, with what can be done, for a publication that did not come to a good end. */
export function assertWell({ publication, changes }: Ended): void {
  const { id, status, counts, problem } = publication;
  if (status === "failed") {
    const why = plain(problem?.detail ?? "nobody knows why");
    throw failed(`The plan could not be made: ${why}${credentialsAdvice(publication)}`);
  }
  if (status === "paused" && problem !== null) {
    const what = `It was stopped: ${plain(problem.detail)}${credentialsAdvice(publication)}`;
    throw failed(`${what} \`assetql publications resume ${id}\` goes on.`);
  }
  if (status === "reverted" && counts.revertFailed > 0) {
    throw failed(`${plural(counts.revertFailed, "change")} could not be taken back, as said above.`);
  }
  if (status !== "applied" && status !== "planned") return;
  const advice = [...failureAdvice({ publication, changes }), ...decisionAdvice(id, changes)];
  if (advice.length > 0) throw failed(advice.join("\n"));
}

function credentialsAdvice({ problem, targetId }: Publication): string {
  return problem?.code.startsWith("credentials-") === true
    ? ` \`assetql targets update ${targetId} --new-credentials\` takes them.`
    : "";
}

/** The plan is no longer true: to try it again fails again. */
const outdated: ReadonlySet<PublicationProblem["code"]> = new Set([
  "changed-meanwhile",
  "remote-deleted",
  "item-deleted",
  "image-missing",
]);

function failureAdvice({ publication, changes }: Ended): readonly string[] {
  const { id, counts } = publication;
  if (counts.failed === 0) return [];
  const old = changes.filter(({ state, problem }) => state === "failed" && outdated.has(problem?.code ?? ""));
  const anew = `\`${publishCommand(publication)}\` makes a new plan`;
  const what = `${plural(counts.failed, "change")} failed.`;
  if (old.length === counts.failed) return [`${what} What they were planned for has changed since: ${anew}.`];
  const again = `${what} Mend what is said above, then \`assetql publications apply ${id}\` tries them again`;
  return [old.length === 0 ? `${again}.` : `${again}; for ${old.length}, ${anew}.`];
}

/** What makes a publication of the same images again. */
const publishCommand = ({ targetId, batchId, assetIds }: Publication): string =>
  [
    `assetql publish ${targetId}`,
    ...(batchId === null ? [] : [`--batch ${batchId}`]),
    ...(assetIds ?? []).map((asset) => `--asset ${asset}`),
  ].join(" ");

function decisionAdvice(id: string, changes: readonly Change[]): readonly string[] {
  const waiting = undecidedOf(changes).length;
  if (waiting === 0) return [];
  const apply = `assetql publications apply ${id} --conflicts`;
  return [
    `${waitWords(waiting)}: \`${apply} overwrite\` puts ours over theirs, \`${apply} keep-theirs\` leaves theirs.`,
  ];
}
