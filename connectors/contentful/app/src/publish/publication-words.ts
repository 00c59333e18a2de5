import type { Change, FieldChange, Publication, PublicationCounts } from "@assetql/contract";

export const statusLooks = {
  planning: ["primary", "Planning"],
  planned: ["primary", "Planned"],
  applying: ["primary", "Publishing"],
  paused: ["warning", "Paused"],
  applied: ["positive", "Published"],
  reverting: ["primary", "Undoing"],
  reverted: ["secondary", "Undone"],
  failed: ["negative", "Failed"],
} as const satisfies Record<Publication["status"], readonly [string, string]>;

export const kindLooks = {
  create: ["positive", "New"],
  update: ["primary", "Change"],
  skip: ["secondary", "Skip"],
  conflict: ["warning", "Conflict"],
  delete: ["negative", "Remove"],
} as const satisfies Record<Change["kind"], readonly [string, string]>;

export const stateWords = {
  planned: "To do",
  applying: "In work",
  applied: "Done",
  failed: "Failed",
  skipped: "Skipped",
  reverting: "Being undone",
  reverted: "Undone",
  "revert-failed": "Could not be undone",
} as const satisfies Record<Change["state"], string>;

const fieldNames: Readonly<Record<string, string>> = {
  title: "title",
  description: "alternative text",
  image: "image",
  tags: "tags",
  concepts: "concepts",
  status: "publication",
  provenance: "provenance",
  placement: "place in the entry",
};

const nameOf = ({ name }: FieldChange): string => fieldNames[name] ?? name;

/** What would be written, and what somebody's own change keeps from being written. */
export function changeWords({ fields, kind, reason }: Change): readonly string[] {
  const of = (outcome: FieldChange["outcome"]) =>
    fields.filter((field) => field.outcome === outcome).map(nameOf);
  const written = of("write");
  const kept = of("keep");
  const asked = of("ask");
  return [
    ...(reason === null ? [] : [reason]),
    ...(written.length === 0 || kind === "skip" ? [] : [`Writes ${list(written)}`]),
    ...(kept.length === 0 ? [] : [`Keeps ${list(kept)}, which somebody has changed`]),
    ...(asked.length === 0 ? [] : [`Asks about ${list(asked)}, which somebody has changed`]),
  ];
}

const list = (words: readonly string[]): string => new Intl.ListFormat("en-GB").format(words);

/** Changes that applying would make. */
export const toApply = ({ create, update, delete: removed }: PublicationCounts): number =>
  create + update + removed;

/** As in `10 new, 2 changes, 1 conflict`. */
export function countWords(counts: PublicationCounts): string {
  const parts: readonly (readonly [number, string, string])[] = [
    [counts.create, "new", "new"],
    [counts.update, "change", "changes"],
    [counts.delete, "removal", "removals"],
    [counts.conflict, "conflict", "conflicts"],
    [counts.skip, "to skip", "to skip"],
  ];
  const words = parts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count} ${count === 1 ? one : many}`);
  return words.length === 0 ? "Nothing to change" : words.join(", ");
}
