import type { Change, ChangeKind, ChangeState, FieldChange, PublicationCounts } from "@assetql/contract";
import { plural } from "../../output/format.ts";
import type { Terminal, Tone } from "../../output/terminal.ts";
import { displayWidth, pad, plain, truncate } from "../../output/text.ts";

const signs: Readonly<Record<ChangeKind, { readonly sign: string; readonly tone: Tone }>> = {
  create: { sign: "+", tone: "good" },
  update: { sign: "~", tone: "fair" },
  delete: { sign: "-", tone: "bad" },
  conflict: { sign: "!", tone: "bad" },
  skip: { sign: "=", tone: "dim" },
};

export interface PlanOptions {
  /** Also what a new thing gets, field by field. */
  readonly fields: boolean;
  /** Also what stays as it is. */
  readonly all: boolean;
}

/** Changes that are shown; the rest is counted. */
const SHOWN = 200;
const INDENT = "    ";
const WIDEST_TITLE = 44;
/** Of a value, where no terminal says how wide a line may be. */
const WIDEST_VALUE = 120;

type Paper = Pick<Terminal, "columns" | "paint">;

/** A plan, a line a change with the fields that differ; no wider than the terminal. */
export function formatPlan(terminal: Paper, changes: readonly Change[], options: PlanOptions): string {
  const told = options.all ? changes : changes.filter((change) => !staysAsItIs(change));
  const shown = told.slice(0, SHOWN);
  const width = Math.min(WIDEST_TITLE, Math.max(0, ...shown.map(({ title }) => displayWidth(plain(title)))));
  const lines = shown.flatMap((change) => [
    changeLine(terminal, change, width),
    ...fieldLines(terminal, change, options),
  ]);
  const more = told.length - shown.length;
  return [...lines, ...(more > 0 ? [`  … and ${more} more`] : [])].join("\n");
}

/** There, and just as it should be. A skip without fields says why it is one. */
const staysAsItIs = ({ kind, problem, fields, reason }: Change): boolean =>
  kind === "skip" &&
  problem === null &&
  (reason === null || (fields.length > 0 && fields.every(({ outcome }) => outcome === "same")));

function changeLine(terminal: Paper, change: Change, width: number): string {
  const { sign, tone } = signs[change.kind];
  const title = pad(truncate(plain(change.title), width), width);
  const about = plain(remarkOf(change));
  const room = roomIn(terminal, 4 + width + 2);
  const line = `  ${terminal.paint(tone, sign)} ${title}  ${terminal.paint("dim", truncate(about, room))}`;
  return about === "" ? `  ${terminal.paint(tone, sign)} ${title}`.trimEnd() : line;
}

const stateWords: Readonly<Record<ChangeState, string>> = {
  planned: "planned",
  skipped: "skipped",
  applying: "begun",
  applied: "applied",
  failed: "failed",
  reverting: "being taken back",
  reverted: "taken back",
  "revert-failed": "could not be taken back",
};

/** How a change has ended, or why it is what it is, or which item it is for. */
function remarkOf({ state, problem, reason, itemId, revert }: Change): string {
  if (problem !== null) return `${stateWords[state]}: ${problem.detail}`;
  const kept = revert?.kept ?? [];
  if (state === "reverted" && kept.length > 0) {
    const what = revert?.restored.length === 0 ? "stays" : "partly taken back";
    return `${what}: somebody has changed ${kept.join(", ")} since`;
  }
  if (reason !== null) return reason;
  if (state !== "planned" && state !== "skipped") return stateWords[state];
  return itemId === null ? "" : `item ${itemId}`;
}

function fieldLines(terminal: Paper, { kind, fields }: Change, options: PlanOptions): readonly string[] {
  const told = fields.filter(({ outcome }) => outcome !== "same");
  // Where nothing is, as where it was deleted, there is nothing to compare with.
  const isNothingThere = told.every(({ theirs }) => theirs === null);
  const isWhole = kind === "skip" || kind === "create" || (kind === "conflict" && isNothingThere);
  if (kind === "delete" || (isWhole && !options.fields)) return [];
  const width = Math.max(0, ...told.map(({ name }) => displayWidth(plain(name))));
  return told.map((field) => {
    const room = roomIn(terminal, INDENT.length + 2 + width + 2);
    const name = pad(plain(field.name), width);
    return `${INDENT}  ${terminal.paint("dim", name)}  ${valuesOf(field, { isNew: kind === "create", room })}`;
  });
}

/** `theirs → ours`, each with its share of the line. */
function valuesOf(
  { ours, theirs, outcome }: FieldChange,
  { isNew, room }: { isNew: boolean; room: number },
): string {
  if (isNew) return truncate(textOf(ours), room);
  const remark = outcome === "keep" ? "  (theirs stays)" : outcome === "ask" ? "  (to be decided)" : "";
  const arrow = outcome === "write" ? " → " : " ≠ ";
  const left = room - arrow.length - remark.length;
  const texts = [textOf(theirs), textOf(ours)];
  const [short, long] = texts.map(displayWidth).toSorted((a, b) => a - b);
  const share = Math.max(
    8,
    Math.max(Math.floor(left / 2), left - Math.min(short ?? 0, Math.floor(left / 2))),
  );
  const [from = "", to = ""] = texts.map((text) =>
    truncate(text, displayWidth(text) === long ? share : Math.max(8, left - share)),
  );
  return `${from}${arrow}${to}${remark}`;
}

const textOf = (value: unknown): string => (value === null ? "nothing" : plain(JSON.stringify(value)));

const roomIn = ({ columns }: Paper, used: number): number =>
  Math.max(16, (columns ?? used + WIDEST_VALUE) - used);

/** `1 to create, 2 to update, 1 conflict, 12 unchanged`. */
export function formatCounts(counts: PublicationCounts): string {
  const parts = [
    [counts.create, "to create"],
    [counts.update, "to update"],
    [counts.delete, "to delete"],
    [counts.skip, "unchanged or skipped"],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  if (counts.conflict > 0) told.push(plural(counts.conflict, "conflict"));
  return told.length === 0 ? "nothing to do" : told.join(", ");
}
