import {
  type Change,
  type Policies,
  type PublishableAsset,
  type Snapshot,
  targetIdSchema,
} from "@assetql/contract";
import type { Observed, Reference } from "../contract/connector.ts";
import { createHost } from "../host/create-host.ts";
import { baseNameOf } from "../host/file-name.ts";
import type { Host } from "../host/host-options.ts";
import { outgoingFetch } from "../host/outgoing-fetch.ts";
import { parseConfig } from "../host/settings.ts";
import type { AnyContext } from "../host/work-run.ts";
import { createFaults, type Faults } from "./crash.ts";
import { CONFORMANCE_TARGET, type ConnectorHarness } from "./harness.ts";
import { instrument } from "./instrument.ts";
import { madeAsset, shadeOf } from "./made-asset.ts";
import { MemoryHub } from "./memory-hub.ts";
import { plainPng } from "./png.ts";

/** A hub, a target as `reset` leaves it, and hosts that come and go. */
export interface Rig {
  readonly hub: MemoryHub;
  readonly faults: Faults;
  /** The n-th asset, put into the hub. */
  put(n: number): PublishableAsset;
  change(asset: PublishableAsset): void;
  /** Plans a new publication of everything in the hub. */
  plan(policies?: Partial<Policies>): Promise<readonly Change[]>;
  apply(): Promise<readonly Change[]>;
  revert(force?: boolean): Promise<readonly Change[]>;
  /** Runs the work that is offered with a host of its own. */
  run(): Promise<void>;
  /** As `run`, without waiting; the host can be watched. */
  begin(): { readonly host: Host; readonly ended: Promise<boolean> };
  /** What the connector sees of it, asked directly. */
  observe(asset: PublishableAsset): Promise<Observed>;
  snapshot(asset: PublishableAsset): Promise<Snapshot>;
  context(): AnyContext;
  /** What the host has logged as errors. */
  readonly errors: readonly string[];
}

export async function openRig(harness: ConnectorHarness): Promise<Rig> {
  await harness.reset();
  const faults = createFaults();
  const errors: string[] = [];
  const hub = new MemoryHub({
    connector: harness.connector.manifest.name,
    config: harness.config(),
    mapping: harness.mapping ?? { rows: {}, publish: {} },
    faults,
    async image(asset, format) {
      const is = harness.image ? format : "png";
      return {
        bytes: (await harness.image?.(asset, format)) ?? plainPng(shadeOf(asset)),
        contentType: `image/${is}`,
        fileName: `${baseNameOf(asset)}.${is === "jpeg" ? "jpg" : is}`,
      };
    },
  });
  const begin: Rig["begin"] = () => {
    const host = createHost({
      hub,
      connectors: [instrument(harness.connector, faults)],
      door: harness.door ?? { fetch: () => Promise.reject(new Error("The harness has no door")) },
      credentials: async () => harness.credentials?.(),
      backoffMs: 1,
      log: (level, message, fields = {}) => {
        if (level === "error") errors.push(`${message} ${JSON.stringify(fields)}`);
      },
    });
    return { host, ended: host.runOnce() };
  };
  const run = async (): Promise<void> => void (await begin().ended);
  const changes = (): readonly Change[] => [...hub.changesById.values()].map(({ change }) => change);
  const context = (): AnyContext => contextOf(harness);
  const observe: Rig["observe"] = async (asset) => {
    const reference = referenceOf(hub, asset);
    const found = await harness.connector.observe(context(), [reference]);
    return found.get(asset.id) ?? { remoteId: null, remoteUrl: null, fields: {} };
  };
  return {
    hub,
    faults,
    errors,
    put(n) {
      const made = madeAsset(n);
      const asset = harness.asset?.(made, n) ?? made;
      hub.assetsById.set(asset.id, asset);
      return asset;
    },
    change: (asset) => void hub.assetsById.set(asset.id, asset),
    async plan(policies = {}) {
      hub.policies = { conflict: "keep-theirs", deletion: "keep", ...policies };
      hub.offer("plan");
      await run();
      assertDone(hub, "plan");
      return changes();
    },
    async apply() {
      hub.offer("apply");
      await run();
      return changes();
    },
    async revert(force = false) {
      hub.offer("revert", { force });
      await run();
      return changes();
    },
    run,
    begin,
    observe,
    snapshot: async (asset) => (await observe(asset)).fields,
    context,
  };
}

function assertDone({ lastResult }: MemoryHub, what: string): void {
  const problem = lastResult?.problem;
  if (problem) throw new Error(`The ${what} failed: ${problem.code}: ${problem.detail}`);
}

function referenceOf(hub: MemoryHub, asset: PublishableAsset): Reference {
  const remoteId = hub.links.get(asset.id)?.remoteId ?? null;
  return { externalId: asset.id, remoteId, itemId: asset.item?.itemId ?? null };
}

/** For questions that no host asks; without pace and faults. */
function contextOf(harness: ConnectorHarness): AnyContext {
  return {
    targetId: targetIdSchema.parse(CONFORMANCE_TARGET),
    config: parseConfig(harness.connector, harness.config()),
    credentials: async () =>
      harness.connector.manifest.credentialsSchema?.parse(harness.credentials?.()) ?? null,
    signal: new AbortController().signal,
    log: () => undefined,
    now: Date.now,
    async fetch(url, init) {
      if (harness.door === undefined) throw new Error("The harness has no door");
      return outgoingFetch(harness.door, new URL(url), { ...init, signal: new AbortController().signal });
    },
    paced: (call) => call(),
    slowDown: () => undefined,
  };
}
