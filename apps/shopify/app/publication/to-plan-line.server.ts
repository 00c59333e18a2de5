import { planReasons } from "@assetql/connector-sdk";
import type { Change, FieldOutcome, Json, Receipt } from "@assetql/contract";
import { missingReasons } from "@assetql/shopify";
import { isOwnImage } from "./own-image.ts";
import {
  type FieldLine,
  type FieldName,
  type FieldWords,
  fieldNames,
  type PlanLine,
  type Reason,
} from "./plan-line.ts";

const sentences = Object.entries({ ...planReasons, ...missingReasons }) as [
  Exclude<Reason["key"], "other">,
  string,
][];

export function reasonOf(text: string): Reason {
  return { key: sentences.find(([, beginning]) => text.startsWith(beginning))?.[0] ?? "other", text };
}

/** The connector's name, told apart for an item that is one variant; undefined for what people are not told of. */
function nameOf(name: string, { itemId }: Pick<Change, "itemId">): FieldName | undefined {
  const isOne = itemId?.startsWith("variant/") === true;
  return fieldNames.find((known) => known === (isOne && name === "variants" ? "variant" : name));
}

export function toPlanLine(change: Change): PlanLine {
  const { receipt, revert } = change;
  const known = (names: readonly string[]): FieldName[] =>
    names.flatMap((name) => nameOf(name, change) ?? []);
  return {
    id: change.id,
    assetId: change.assetId,
    itemId: change.itemId,
    title: change.title,
    kind: change.kind,
    state: change.state,
    fields: change.fields.flatMap((field) => {
      const name = nameOf(field.name, change);
      return name === undefined ? [] : [fieldLine({ ...field, name })];
    }),
    reason: change.reason === null ? null : reasonOf(change.reason),
    problem: change.problem,
    warnings: (receipt?.warnings ?? []).map(reasonOf),
    done: receipt === null ? null : doneOf(receipt),
    revert:
      revert === null
        ? null
        : {
            restored: known(revert.restored),
            kept: known(revert.kept),
            removed: revert.removed,
          },
  };
}

const doneOf = ({ before, after }: Pick<Receipt, "before" | "after">): PlanLine["done"] => ({
  tookMain: typeof before.mainImage === "string" && before.mainImage !== after.mainImage,
  altText: typeof after.altText === "string" ? after.altText : "",
});

interface Field {
  readonly name: FieldName;
  readonly outcome: FieldOutcome;
  readonly ours: Json;
  readonly theirs: Json;
}

function fieldLine({ name, outcome, ours, theirs }: Field): FieldLine {
  return { name, outcome, ours: wordsOf(name, ours, "ours"), theirs: wordsOf(name, theirs, "theirs") };
}

function wordsOf(name: FieldName, value: Json, side: "ours" | "theirs"): FieldWords {
  switch (name) {
    case "altText":
      return isEmpty(value) ? { kind: "nothing" } : { kind: "text", text: textOf(value) };
    case "place":
      return placeWords(value);
    case "variants":
      return variantWords[textOf(value)] ?? { kind: "not-shown" };
    case "variant":
      return oneVariantWords[textOf(value)] ?? { kind: "variant-shows-not" };
    default:
      return imageWords(value, side);
  }
}

const isEmpty = (value: Json): boolean => value === null || value === "" || value === false;

/** As the connector's snapshots have it (`publish/snapshot.ts`). */
const variantWords: Readonly<Record<string, FieldWords>> = {
  all: { kind: "variants-all" },
  some: { kind: "variants-some" },
  none: { kind: "variants-none" },
  "where empty": { kind: "variants-empty" },
};

const oneVariantWords: Readonly<Record<string, FieldWords>> = {
  all: { kind: "variant-shows" },
  "where empty": { kind: "variant-if-empty" },
};

function imageWords(value: Json, side: "ours" | "theirs"): FieldWords {
  if (isEmpty(value) || value === "no image") return { kind: "nothing" };
  if (side === "ours") return { kind: "new-image" };
  return isOwnImage(textOf(value)) ? { kind: "earlier-version" } : { kind: "other-image" };
}

function placeWords(value: Json): FieldWords {
  if (isEmpty(value)) return { kind: "not-shown" };
  const text = textOf(value);
  const position = /^position (?<position>\d+)$/.exec(text)?.groups?.position;
  if (position !== undefined) return { kind: "position", position: Number(position) };
  if (text === "in front") return { kind: "in-front" };
  return text === "shown" ? { kind: "shown" } : { kind: "text", text };
}

const textOf = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));
