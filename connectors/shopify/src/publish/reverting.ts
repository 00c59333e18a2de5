import { type ChangeToRevert, ConnectorError } from "@assetql/connector-sdk";
import type { Json } from "@assetql/contract";
import { problemReasons } from "../problem-reasons.ts";
import type { ShopChangeContext } from "./desk.ts";
import type { OurFile } from "./shown.ts";
import { field } from "./snapshot.ts";
import { textOf } from "./write-file.ts";

/** What an undo works with. */
export interface Reverting {
  readonly change: ChangeToRevert;
  /** Files with the image that the receipt made. */
  readonly made: readonly string[];
  /** The file that counts now. */
  readonly now: OurFile | undefined;
  /** The one that counts afterwards: the one of before, where a new one had taken its place. */
  readonly back: OurFile | undefined;
  /** Every file of this image that is there. */
  readonly all: ReadonlySet<string>;
}

/** What is left to do when an item shows again what it did. */
export interface Reverted {
  /** Files that are of no more use, by number. */
  readonly files?: readonly string[];
  /** What could not come back. Everything else is taken back nevertheless. */
  readonly problem?: ConnectorError | undefined;
}

/** Files that nothing shows any more: those that the change has made, as far as it is taken back. */
export function supersededIn({ change, now, back, all, made }: Reverting): readonly string[] {
  if (change.remove) return [...all];
  const isBack = field.image in change.fields && back !== undefined;
  const own = now === undefined ? made : [...made, now.number];
  const replaced = isBack ? own.filter((file) => file !== back.number) : [];
  if (!(field.unused in change.fields)) return replaced;
  return [...replaced, ...filesIn(change.now.fields[field.unused])];
}

/** Shopify's search learns of new files within minutes. */
const SEARCH_LAG_MS = 60 * 60_000;

/**
 * Throws `unavailable` where a file that was not found may be there nevertheless: nobody could be asked by its number,
 * and it is new, so that the search may not know it yet.
 */
export function assertSearched(
  { now }: Pick<ShopChangeContext, "now">,
  { appliedAt }: ChangeToRevert["receipt"],
  number: string | undefined,
): void {
  if (number !== undefined || now() - appliedAt > SEARCH_LAG_MS) return;
  throw new ConnectorError("unavailable", problemReasons["not-found-yet"]);
}

export const filesIn = (value: Json | undefined): readonly string[] =>
  textOf(value)
    .split(" ")
    .filter((file) => file !== "");

/** Whether somebody has deleted what shows the image: then there is nothing to give back. */
export const isGone = (error: unknown): boolean =>
  error instanceof ConnectorError && error.code === "item-deleted";
