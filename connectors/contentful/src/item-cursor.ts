import { createHash } from "node:crypto";
import { ConnectorError } from "@assetql/connector-sdk";
import { z } from "zod";

/** Digests of ids in a cursor, which has room for 2,000 characters. */
const MOST_SEEN = 200;

/**
 * Where a list of entries, ordered by their last change, goes on: at this moment, without those of the same moment
 * that were listed already. An entry that is edited meanwhile moves to the end and is listed again; none is left out.
 */
const cursorSchema = z.object({
  at: z.iso.datetime(),
  seen: z.array(z.string().max(8)).max(MOST_SEEN),
  /** Entries of that moment beyond those, when one moment has more than a cursor can hold. */
  skip: z.int().nonnegative(),
});
export type ItemCursor = z.infer<typeof cursorSchema>;

interface Listed {
  readonly id: string;
  readonly updatedAt: string;
}

/** The cursor after this page; `previous` is the one it was asked with. */
export function cursorAfter(
  page: readonly Listed[],
  previous: ItemCursor | undefined,
): ItemCursor | undefined {
  const last = page.at(-1);
  if (last === undefined) return previous;
  const now = page.filter(({ updatedAt }) => updatedAt === last.updatedAt).map(({ id }) => digest(id));
  const isSameMoment = previous?.at === last.updatedAt;
  const seen = isSameMoment ? [...previous.seen, ...now] : now;
  const skip = isSameMoment ? previous.skip : 0;
  if (seen.length > MOST_SEEN) return { at: last.updatedAt, seen: [], skip: skip + seen.length };
  return { at: last.updatedAt, seen, skip };
}

export function isSeen(cursor: ItemCursor | undefined, { id, updatedAt }: Listed): boolean {
  return cursor !== undefined && updatedAt === cursor.at && cursor.seen.includes(digest(id));
}

export function writeCursor(cursor: ItemCursor): string {
  return JSON.stringify(cursor);
}

/** Throws `config-invalid` for a cursor of somebody else's. */
export function readCursor(text: string | undefined): ItemCursor | undefined {
  if (text === undefined) return undefined;
  try {
    return cursorSchema.parse(JSON.parse(text));
  } catch {
    throw new ConnectorError("config-invalid", "This is not where a list of entries goes on. Start it anew.");
  }
}

function digest(id: string): string {
  return createHash("sha256").update(id).digest("base64url").slice(0, 6);
}
