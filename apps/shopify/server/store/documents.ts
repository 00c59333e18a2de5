import type { Json } from "@assetql/contract";
import type { z } from "zod";

/** Where a document is. Everything of a shop is in its own partition, so that it can be erased whole. */
export interface Place {
  /** A shop's address, or a partition of the app itself that starts with `*`. */
  readonly shop: string;
  /** As in `selections/…`. */
  readonly key: string;
}

export interface StoredDocument {
  readonly key: string;
  readonly value: Json;
  /** Counts up from 1. */
  readonly version: number;
}

export interface Put extends Place {
  readonly value: Json;
  /** Only when it has this version now; 0 for one that is not there. Unconditional when absent. */
  readonly ifVersion?: number;
}

/** Small JSON documents, up to 300 KB each. Reads see every write that has ended before. */
export interface Documents {
  get(place: Place): Promise<StoredDocument | undefined>;
  /** The new version; undefined when `ifVersion` does not hold, and then nothing was written. */
  put(put: Put): Promise<number | undefined>;
  /** False when `ifVersion` does not hold. Of what is not there, nothing is deleted and all is well. */
  delete(place: Place & { readonly ifVersion?: number }): Promise<boolean>;
  /** In the order of their keys. */
  list(shop: string, prefix: string): Promise<readonly StoredDocument[]>;
  /** Deletes everything of a partition. */
  erase(shop: string): Promise<void>;
}

/** A document that is read by a schema. */
export interface Typed<T> {
  readonly value: T;
  readonly version: number;
}

/** Undefined when there is none. Throws a ZodError for one that another program has written. */
export async function read<T>(
  documents: Documents,
  place: Place,
  schema: z.ZodType<T>,
): Promise<Typed<T> | undefined> {
  const found = await documents.get(place);
  return found && { value: schema.parse(found.value), version: found.version };
}

const TRIES = 20;

/**
 * Changes a document as it is now: `change` is called again when another process has changed it meanwhile. Undefined
 * from `change` leaves it as it is. Returns what is there in the end.
 */
export async function change<T extends Json>(
  documents: Documents,
  { schema, ...place }: Place & { readonly schema: z.ZodType<T> },
  change: (now: T | undefined) => T | undefined,
): Promise<T | undefined> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const found = await read(documents, place, schema);
    const value = change(found?.value);
    if (value === undefined) return found?.value;
    const version = await documents.put({ ...place, value, ifVersion: found?.version ?? 0 });
    if (version !== undefined) return value;
  }
  throw new Error(`${place.key} was changed by others ${TRIES} times in a row`);
}
