import { setTimeout as wait } from "node:timers/promises";
import {
  type Applied,
  type ChangeContext,
  type ChangeToApply,
  ConnectorError,
  type Observed,
} from "@assetql/connector-sdk";
import {
  type ContentfulConfig,
  type ContentfulCredentials,
  createContentfulConnector,
} from "@assetql/contentful";
import type { Json, PublishableAsset, Receipt } from "@assetql/contract";
import { createDoor } from "@assetql/outgoing";
import sharp from "sharp";
import { type FakeContentful, startContentful } from "../support/contentful/index.ts";
import { TARGET_ID } from "./made-asset.ts";

export type HomeOptions = Parameters<typeof startContentful>[0];
type Context = ChangeContext<ContentfulConfig, ContentfulCredentials>;
export type Settings = Record<string, unknown>;

/** Done and begun steps of one change, as the hub keeps them. */
export type Journal = Map<string, { state: "started" | "done"; result: Json }>;

export interface ContextOptions {
  readonly settings?: Settings;
  readonly journal?: Journal;
  readonly accessToken?: string;
  readonly webhookSecret?: string;
  readonly image?: (n: number) => Promise<Uint8Array<ArrayBuffer>>;
  readonly asset?: PublishableAsset;
  readonly signal?: AbortSignal;
}

const connector = createContentfulConnector({
  patience: { processingMs: 4_000, firstPauseMs: 10, longestPauseMs: 50 },
});

/** A fake Contentful and a connector to it, through the real door. */
export async function contentfulHome(options: HomeOptions = {}) {
  const contentful = await startContentful({ requestsPerSecond: 10_000, ...options });
  const door = createDoor({ allow: ["127.0.0.1"] });
  const paces: { requestsPerSecond?: number; pauseMs?: number }[] = [];
  const contextOf = (given: ContextOptions = {}): Context => {
    const signal = given.signal ?? new AbortController().signal;
    return {
      targetId: TARGET_ID,
      config: connector.manifest.configSchema.parse(settingsOf(contentful, given.settings)),
      credentials: async () => ({
        accessToken: given.accessToken ?? contentful.token,
        ...(given.webhookSecret === undefined ? {} : { webhookSecret: given.webhookSecret }),
      }),
      signal,
      log: () => {},
      now: () => Date.now(),
      fetch: (url, init) => throughDoor(door, url, init),
      paced: (call) => call(),
      slowDown: (limit) => void paces.push(limit),
      publicationId: "pub_test",
      step: journalled(given.journal ?? new Map()),
      image: async ({ format }) => ({
        bytes: await (given.image ?? picture)(given.asset?.version ?? 1),
        contentType: `image/${format}`,
        fileName: `red-fox.${format}`,
      }),
    };
  };
  const home = {
    contentful,
    connector,
    paces,
    contextOf,
    observe: (asset: PublishableAsset, given?: ContextOptions) => observe(contextOf(given), asset),
    publish: (asset: PublishableAsset, given?: ContextOptions) =>
      publish(contextOf({ ...given, asset }), asset),
    revert: (asset: PublishableAsset, receipt: Receipt, given?: ContextOptions) =>
      revert(contextOf(given), asset, receipt),
    async stop() {
      await door.close();
      await contentful.stop();
    },
  };
  return home;
}
export type ContentfulHome = Awaited<ReturnType<typeof contentfulHome>>;

export function settingsOf(contentful: FakeContentful, settings: Settings = {}): Settings {
  return {
    spaceId: contentful.spaceId,
    environmentId: contentful.environmentId,
    apiUrl: `http://${contentful.host}`,
    uploadUrl: `http://${contentful.uploadHost}`,
    provenanceType: null,
    ...settings,
  };
}

async function throughDoor(
  door: ReturnType<typeof createDoor>,
  url: string | URL,
  init: Parameters<Context["fetch"]>[1] = {},
): Promise<Response> {
  const { method = "GET", headers, body, signal } = init;
  try {
    const response = await door.fetch(url, {
      method,
      headers: Object.fromEntries(new Headers(headers)),
      ...(typeof body === "string" || body instanceof Uint8Array ? { body } : {}),
      ...(signal instanceof AbortSignal ? { signal } : {}),
    });
    const bytes = response.status === 204 ? null : await response.arrayBuffer();
    const kept = [...response.headers].filter(([name]) => name !== "content-encoding");
    return new Response(bytes, { status: response.status, headers: kept });
  } catch (cause) {
    signal?.throwIfAborted();
    throw new ConnectorError("unreachable", "Nobody answers.", { cause });
  }
}

const RETRIED = ["rate-limited", "unavailable", "unreachable", "version-conflict"];

/** Steps as the host runs them: `find` is asked when an earlier try did not tell how it ended. */
function journalled(journal: Journal): Context["step"] {
  return async function step<T extends Json>(
    key: string,
    run: () => Promise<T>,
    { find }: { find?: () => Promise<T | undefined> } = {},
  ): Promise<T> {
    const known = journal.get(key);
    // The parse boundary: it is what the same step returned.
    if (known?.state === "done") return known.result as T;
    for (let tries = 1; ; tries += 1) {
      try {
        const found = journal.has(key) ? await find?.() : undefined;
        journal.set(key, { state: "started", result: null });
        const result = found ?? (await run());
        journal.set(key, { state: "done", result });
        return result;
      } catch (error) {
        const isRetried = error instanceof ConnectorError && RETRIED.includes(error.code);
        if (!isRetried || tries === 4) throw error;
        await wait(5);
      }
    }
  };
}

const picture = async (version: number): Promise<Uint8Array<ArrayBuffer>> => {
  const create = {
    width: 32,
    height: 24,
    channels: 3 as const,
    background: { r: version * 40, g: 90, b: 40 },
  };
  return new Uint8Array(await sharp({ create }).png().toBuffer());
};

const nothing: Observed = { remoteId: null, remoteUrl: null, fields: {} };

async function observe(context: Context, asset: PublishableAsset): Promise<Observed> {
  const reference = { externalId: asset.id, remoteId: null, itemId: asset.item?.itemId ?? null };
  return (await connector.observe(context, [reference])).get(asset.id) ?? nothing;
}

export interface Published {
  readonly applied: Applied;
  readonly receipt: Receipt;
}

/** Plans and applies one change as a host would that has never written before. */
async function publish(context: Context, asset: PublishableAsset): Promise<Published> {
  const before = await observe(context, asset);
  const desired = connector.desire(context, asset, { rows: {}, publish: {} });
  const change: ChangeToApply = {
    externalId: asset.id,
    remoteId: before.remoteId,
    itemId: asset.item?.itemId ?? null,
    kind: before.remoteId === null ? "create" : "update",
    fields: desired.fields,
    before,
    asset,
  };
  const applied = await connector.apply(context, change);
  const receipt: Receipt = {
    remoteId: applied.remoteId,
    remoteUrl: applied.remoteUrl,
    existed: before.remoteId !== null,
    before: before.fields,
    after: applied.after,
    version: asset.version,
    warnings: [...(applied.warnings ?? [])],
    appliedAt: Date.now(),
  };
  return { applied, receipt };
}

/** Takes all of a receipt back. */
async function revert(context: Context, asset: PublishableAsset, receipt: Receipt): Promise<void> {
  const now = await observe(context, asset);
  const remove = !receipt.existed;
  const names = Object.keys(receipt.after).filter((name) => !remove || name === "placement");
  const changed = names.filter(
    (name) => JSON.stringify(receipt.after[name]) !== JSON.stringify(receipt.before[name] ?? null),
  );
  await connector.revert(context, {
    externalId: asset.id,
    remoteId: now.remoteId,
    itemId: asset.item?.itemId ?? null,
    receipt,
    now,
    fields: Object.fromEntries(changed.map((name) => [name, receipt.before[name] ?? null])),
    remove,
  });
}
