import type { ReportEntry } from "@assetql/contract";
import type { ChangeRecord } from "../publications/change-record.ts";
import type { LinkRecord } from "../publications/link-record.ts";
import { toLink } from "../publications/link-record.ts";
import { isPending, type Wanting } from "../publications/pending.ts";

export interface StepContext {
  readonly wanting: Wanting;
  /** The ledger's entry as it is. */
  readonly link: LinkRecord | undefined;
  readonly now: number;
}

/**
 * A change after an entry of a report. Entries that come late, or twice, or that do not fit what the change is by now,
 * leave it as it is: the same object.
 */
export function stepChange(change: ChangeRecord, entry: ReportEntry, context: StepContext): ChangeRecord {
  const next = step(change, entry, context);
  return next === undefined ? change : { ...change, ...next, updatedAt: context.now };
}

type Changes = Partial<ChangeRecord> | undefined;

function step(change: ChangeRecord, entry: ReportEntry, context: StepContext): Changes {
  const { wanting } = context;
  switch (entry.type) {
    case "started":
      return isPending(wanting, change) ? begin(change, wanting) : undefined;
    case "step":
      return isUnderWay(change) ? { journal: journalWith(change, entry) } : undefined;
    case "applied":
      return isPending(wanting, change) ? finishApply(entry, context) : undefined;
    case "failed":
      return isPending(wanting, change)
        ? { state: "failed", problem: entry.problem, round: wanting.round }
        : undefined;
    case "reverted":
      return isPending(wanting, change) ? finishRevert(change, entry, wanting) : undefined;
    case "revert-failed":
      return isPending(wanting, change)
        ? { state: "revert-failed", problem: entry.problem, round: wanting.round }
        : undefined;
  }
}

const isUnderWay = ({ state }: ChangeRecord): boolean => state === "applying" || state === "reverting";

/** The journal stays for what goes on where an earlier try of the same thing stopped; the way back has its own. */
function begin({ state, receipt }: ChangeRecord, { kind }: Wanting): Changes {
  const under = kind === "apply" ? "applying" : "reverting";
  if (state === under) return undefined;
  const isFirst = receipt !== null && (state === "applied" || state === "reverted");
  return { state: under, problem: null, ...(isFirst ? { journal: [] } : {}) };
}

function journalWith(
  { journal }: ChangeRecord,
  { key, state, result }: Extract<ReportEntry, { type: "step" }>,
): ChangeRecord["journal"] {
  const known = journal.find((line) => line.key === key);
  // A repeated report must not make undone what was told since.
  if (known?.state === "done") return journal;
  return [...journal.filter((line) => line.key !== key), { key, state, result }];
}

/** The receipt has everything that the way back needs. */
const finishApply = (
  { receipt }: Extract<ReportEntry, { type: "applied" }>,
  { link }: StepContext,
): Changes => ({
  state: "applied",
  receipt,
  problem: null,
  revert: null,
  journal: [],
  linkBefore: link === undefined ? null : toLink(link),
});

/** Without a receipt, what was kept can be taken back by force only with the journal. */
const finishRevert = (
  { receipt }: ChangeRecord,
  { report }: Extract<ReportEntry, { type: "reverted" }>,
  { round }: Wanting,
): Changes => ({
  state: "reverted",
  revert: report,
  problem: null,
  round,
  ...(receipt === null && report.kept.length > 0 ? {} : { journal: [] }),
});

/** Entries with which a change ends. */
export const isEnding = ({ type }: ReportEntry): boolean => type !== "started" && type !== "step";
