import type {
  ConnectorManifest,
  Item,
  ItemQuery,
  Mapping,
  PublishableAsset,
  Receipt,
  Snapshot,
  TargetHealth,
} from "@assetql/contract";
import type { z } from "zod";
import type { ConnectorError } from "./connector-error.ts";
import type { ChangeContext, Context } from "./context.ts";

/**
 * A platform that assets are published to. A connector says what it is (the manifest) and how the platform is read
 * and written; plans, conflicts, leases, pacing, retries, the journal and resuming are the host's, the same for all.
 * Every function may throw a {@link ConnectorError}; anything else that is thrown counts as unknown.
 */
export interface Connector<Config = unknown, Credentials = unknown> {
  readonly manifest: Manifest<Config, Credentials>;

  /** Whether the target can be reached, read and written with these settings. Never throws for a bad setting. */
  check(context: Context<Config, Credentials>): Promise<Health>;

  /** The platform's items that may want an image, in an order that does not change while it is paged through. */
  listItems(
    context: Context<Config, Credentials>,
    query: ItemQuery,
    cursor: string | undefined,
  ): Promise<{ readonly items: readonly Item[]; readonly cursor?: string }>;

  /** What the target should have of an asset. Pure: it asks nobody. */
  desire(context: Context<Config, Credentials>, asset: PublishableAsset, mapping: Mapping): Desired;

  /**
   * What is there now, by external id, of as many references as asked for at once (the host asks for 100). A
   * reference without a remote id is looked for by its external id. Everything that undo must restore is in `fields`.
   */
  observe(
    context: Context<Config, Credentials>,
    references: readonly Reference[],
  ): Promise<ReadonlyMap<string, Observed>>;

  /**
   * Makes the target have `fields` (those to write; the others stay). Each call that writes goes through
   * `context.step`, so that a crash between two of them repeats neither.
   */
  apply(context: ChangeContext<Config, Credentials>, change: ChangeToApply): Promise<Applied>;

  /** Brings `fields` back to the values given, or removes what was made. Steps as in `apply`. */
  revert(context: ChangeContext<Config, Credentials>, change: ChangeToRevert): Promise<void>;

  /** Carries out a deletion policy other than `keep`. Returns what `apply` does. */
  withdraw(
    context: ChangeContext<Config, Credentials>,
    change: ChangeToApply,
    policy: "unlink" | "archive" | "delete",
  ): Promise<Applied>;

  /**
   * Called after the last changes of an apply, and after every 50 before, for what a platform does better in bulk. Its
   * receipts are told to the hub only then, so it may run again for the same ones after a crash.
   */
  settle?(context: ChangeContext<Config, Credentials>, receipts: readonly Receipt[]): Promise<void>;

  /**
   * For a platform that takes everything in one go (one import of a Unity project), instead of `settle`. Called once,
   * after `apply` or `withdraw` has returned for every change that is left; once more for those only that another
   * publication held until then. Until it is called nothing may be seen at the target: `apply` and `withdraw` have
   * staged their part in a step, under what can be derived from the change.
   *
   * Returns what could not be made, by external id: those changes have failed, and what they staged counts as gone.
   * If it throws, its errors are retried by their code, and then all of its changes have failed. Receipts are told to
   * the hub only after it, so it may be called again, after a crash, for all of the changes or some of them, with what
   * it has already made: it must be safe to repeat. Undo has no commit; `revert` acts at once.
   */
  commit?(
    context: ChangeContext<Config, Credentials>,
    changes: readonly CommittedChange[],
  ): Promise<ReadonlyMap<string, ConnectorError>>;

  /** What a platform's webhook tells. Throws a ConnectorError with the code `signature-invalid` when it is not its. */
  receive?(
    context: Context<Config, Credentials>,
    request: IncomingWebhook,
  ): Promise<readonly ConnectorEvent[]>;
}

export interface Manifest<Config, Credentials>
  extends Omit<ConnectorManifest, "configSchema" | "credentialsSchema"> {
  readonly configSchema: z.ZodType<Config>;
  /** Null when the platform needs none. */
  readonly credentialsSchema: z.ZodType<Credentials> | null;
}

export type Health = Omit<TargetHealth, "checkedAt">;

/** Something remote of ours, or that is to be. */
export interface Reference {
  readonly externalId: string;
  readonly remoteId: string | null;
  readonly itemId: string | null;
}

export interface Desired {
  readonly externalId: string;
  readonly title: string;
  readonly fields: Snapshot;
  /**
   * Fields that are a place of somebody else's (a post's featured image): if another value than ours is there and we
   * have never written it, that is a conflict.
   */
  readonly places?: readonly string[];
  /**
   * Fields that change by themselves when others are written, and that no plan names (a publication that has a newer
   * draft then). After a failure, what is seen of them counts as the change's own doing; of others that it does not
   * write, only what a step says it `leaves`.
   */
  readonly sideEffects?: readonly string[];
}

export interface Observed {
  /** Null: there is no such thing, only its place (a post without a featured image). */
  readonly remoteId: string | null;
  readonly remoteUrl: string | null;
  readonly fields: Snapshot;
  /** The place or the item is gone, too: in words for people. */
  readonly missing?: string;
  /** The target is still at work on it, and soon it will look different without anybody's doing. */
  readonly isUnsettled?: boolean;
}

export interface ChangeToApply extends Reference {
  readonly kind: "create" | "update" | "delete";
  /** The fields to write, with what they get. */
  readonly fields: Snapshot;
  readonly before: Observed;
  /** Null for a deletion whose asset is gone. */
  readonly asset: PublishableAsset | null;
}

export interface Applied {
  readonly remoteId: string | null;
  readonly remoteUrl: string | null;
  /** What `observe` would see now; taken from the platform's answers where they tell, so that nobody asks again. */
  readonly after: Snapshot;
  readonly warnings?: readonly string[];
}

/** A change that is staged, and to be made now. */
export interface CommittedChange {
  readonly externalId: string;
  readonly kind: ChangeToApply["kind"];
  /** What `apply` or `withdraw` has returned. */
  readonly applied: Applied;
}

export interface ChangeToRevert extends Reference {
  readonly receipt: Receipt;
  /** What is there now. */
  readonly now: Observed;
  /** The fields to restore, with the values they had. */
  readonly fields: Snapshot;
  /** What the receipt made is to be removed: it was not there before and nobody has changed it since. */
  readonly remove: boolean;
}

export interface IncomingWebhook {
  readonly method: string;
  /** With the query, as it was signed. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Byte for byte. */
  readonly body: Buffer;
  /**
   * What the platform may have signed it with. A host that gives it has no other credentials while a webhook is
   * received, and no way out; `credentials()` then gives it as `webhookSecret`, and nothing else.
   */
  readonly secret?: string;
}

export interface ConnectorEvent {
  readonly type: "item.changed" | "item.deleted" | "remote.changed" | "remote.deleted";
  /** Of the item, or the remote id. */
  readonly id: string;
}
