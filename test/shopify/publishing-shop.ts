import { CONFORMANCE_TARGET, type ConnectorHarness } from "@assetql/connector-sdk/conformance";
import { type Change, type Json, type PublishableAsset, targetIdSchema } from "@assetql/contract";
import { createShopifyConnector } from "@assetql/shopify";
import { madeAsset, nextVersion } from "../../connectors/sdk/src/conformance/made-asset.ts";
import { openRig, type Rig } from "../../connectors/sdk/src/conformance/rig.ts";
import { type FakeShopify, type ShopifyOptions, startShopify } from "../support/shopify/index.ts";
import { patience, pictureOf } from "./publish-harness.ts";

type Policies = Parameters<Rig["plan"]>[0];

export interface Publication {
  readonly planned: readonly Change[];
  apply(): Promise<readonly Change[]>;
  revert(force?: boolean): Promise<readonly Change[]>;
}

/** A shop, a host and a hub in memory that keeps several publications of one target. */
export interface PublishingShop {
  readonly shopify: FakeShopify;
  readonly rig: Rig;
  /** Of the target, from now on. */
  configure(settings: Readonly<Record<string, Json>>): void;
  token: string;
  /** The n-th asset, made for an item. */
  asset(n: number, itemId: string | null, more?: Partial<PublishableAsset>): PublishableAsset;
  /** Puts only these into the hub, and plans. */
  plan(assets: readonly PublishableAsset[], policies?: Policies): Promise<Publication>;
  /** Plans and applies. Throws when a change is not applied. */
  publish(assets: readonly PublishableAsset[], policies?: Policies): Promise<Publication>;
  stop(): Promise<void>;
}

export { nextVersion };

const manyPoints = { restoreRate: 1_000_000, bucket: 1_000_000, processingMs: 1, jobMs: 1 };

export interface PublishingOptions extends ShopifyOptions {
  /** One that there is, for a second hub and host. */
  readonly shopify?: FakeShopify;
}

export async function publishingShop({
  shopify: given,
  ...options
}: PublishingOptions = {}): Promise<PublishingShop> {
  const shopify = given ?? (await startShopify({ ...manyPoints, ...options }));
  const connector = createShopifyConnector({ patience });
  const shop = { token: shopify.issueToken().token };
  const config: Record<string, Json> = {};
  const configure = (settings: Readonly<Record<string, Json>>): void => {
    for (const name of Object.keys(config)) delete config[name];
    Object.assign(config, { shop: shopify.shop, format: "png", ...settings });
  };
  configure({});
  const harness: ConnectorHarness = {
    connector: {
      ...connector,
      manifest: {
        ...connector.manifest,
        pace: { requestsPerSecond: 1_000, burst: 1_000, concurrency: 50 },
      },
    },
    config: () => config,
    credentials: () => ({ accessToken: shop.token }),
    door: shopify.door,
    reset: async () => undefined,
    image: async (asset) => pictureOf(asset.row * 40 + asset.version),
    countRemote: async () => shopify.state.files.size,
    editable: ["altText"],
    editRemotely: async () => undefined,
    removeRemotely: async () => undefined,
  };
  const rig = await openRig(harness);
  rig.hub.concurrency = 8;
  const latest = new Map<string, PublishableAsset>();
  return Object.assign(shop, {
    shopify,
    configure,
    rig,
    asset: (n: number, itemId: string | null, more: Partial<PublishableAsset> = {}): PublishableAsset => ({
      ...madeAsset(n),
      item: itemId === null ? null : { targetId: targetIdSchema.parse(CONFORMANCE_TARGET), itemId },
      ...more,
    }),
    plan: (assets: readonly PublishableAsset[], policies: Policies = {}) =>
      plan(rig, { assets, policies, latest }),
    async publish(assets: readonly PublishableAsset[], policies: Policies = {}) {
      const publication = await plan(rig, { assets, policies, latest });
      assertAll(await publication.apply(), "applied");
      return publication;
    },
    stop: () => shopify.stop(),
  });
}

interface Planning {
  readonly assets: readonly PublishableAsset[];
  readonly policies: Policies;
  /** Of every asset, as a hub would know it. */
  readonly latest: Map<string, PublishableAsset>;
}

async function plan(rig: Rig, { assets, policies, latest }: Planning): Promise<Publication> {
  const put = (): void => {
    rig.hub.assetsById.clear();
    for (const { id } of assets) rig.change(latest.get(id) ?? expectAsset());
  };
  for (const asset of assets) latest.set(asset.id, asset);
  put();
  const planned = await rig.plan(policies);
  const { changesById, policies: own } = rig.hub;
  const here = (): void => {
    put();
    rig.hub.changesById = changesById;
    rig.hub.policies = own;
  };
  return {
    planned,
    async apply() {
      here();
      return rig.apply();
    },
    async revert(force = false) {
      here();
      return rig.revert(force);
    },
  };
}

function expectAsset(): never {
  throw new Error("The asset is not known");
}

/** The first that is in another state is told with its problem. */
export function assertAll(changes: readonly Change[], state: Change["state"]): void {
  for (const { title, state: is, problem } of changes) {
    if (is !== state && !(is === "planned" && state === "applied")) {
      throw new Error(`${title} is ${is}, not ${state}: ${problem?.code} ${problem?.detail}`);
    }
  }
}
