import type { DownloadFormat, Item, Json, Mapping, PublishableAsset } from "@assetql/contract";
import type { Door } from "@assetql/outgoing";
import type { Connector } from "../contract/connector.ts";

/** The id of the target that the kit publishes to: assets are made for items of it. */
export const CONFORMANCE_TARGET = "tgt_conformance";

/** What the kit needs to try a connector: the connector itself, a target, and somebody else's hand in it. */
export interface ConnectorHarness {
  readonly connector: Connector;
  /** Of the target; may be known only after `reset`. */
  config(): Readonly<Record<string, Json>>;
  credentials?(): Json;
  readonly mapping?: Mapping;
  /** The connector's way out; requests are refused without it. */
  readonly door?: Pick<Door, "fetch">;
  /** Makes the target as it was at first: its items, nothing published. Also the first thing that is called. */
  reset(): Promise<void>;
  /** Gives what the kit has made the item it is for, another title, or whatever else the platform wants. */
  asset?(made: PublishableAsset, n: number): PublishableAsset;
  /** The image as a file; a small PNG unless told. A later version is another image. */
  image?(asset: PublishableAsset, format: DownloadFormat): Promise<Uint8Array<ArrayBuffer>>;
  /** How many images are there, ours and others: one too many after a crash is a duplicate. */
  countRemote(): Promise<number>;
  /** Fields that an editor can change at the platform. At least one. */
  readonly editable: readonly string[];
  /** What an editor does: the field has another value afterwards than we or they gave it before. */
  editRemotely(remoteId: string, field: string): Promise<void>;
  /** What an editor does: the published thing is gone. */
  removeRemotely(remoteId: string): Promise<void>;
  /** Lets the next request to the platform fail in the platform's own way, once. */
  failNext?(kind: "rate-limited" | "unavailable"): Promise<void> | void;
  /** Items that the target has after `reset`, if the connector lists any; the order does not matter. */
  readonly items?: readonly Pick<Item, "id">[];
  /**
   * At how many of the places where something can go wrong a check lets it go wrong; at every one unless told. For
   * platforms that are slow: a sample, another one each time. What fails names its place.
   */
  readonly placesPerCheck?: number;
  /** At least 0, below 1: what the sample is drawn with; `Math.random` unless told. */
  readonly random?: () => number;
  /**
   * A new version of an image is another thing there, where the file of one cannot be changed. The remote id of the
   * former still leads to it.
   */
  readonly makesAnew?: boolean;
  /** Policies after whose undo everything must be as before; all but `delete` unless told. */
  readonly restores?: readonly ("unlink" | "archive" | "delete")[];
}

/** A runner of tests, as vitest's, jest's or `node:test`'s. */
export interface Runner {
  describe(name: string, define: () => void): unknown;
  it(name: string, run: () => Promise<void>, timeoutMs?: number): unknown;
}
