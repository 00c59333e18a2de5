import { ApiProblemError } from "@assetql/client";
import {
  type AssetId,
  changeIdSchema,
  type DownloadFormat,
  type Json,
  type Link,
  type Mapping,
  type Policies,
  type PublishableAsset,
  publicationIdSchema,
  reportWorkSchema,
  targetIdSchema,
  type Work,
  type WorkControl,
  type WorkKind,
  type WorkResult,
  workIdSchema,
  workspaceIdSchema,
} from "@assetql/contract";
import type { ImageFile } from "../contract/context.ts";
import type { HubLink } from "../host/hub-link.ts";
import type { Faults } from "./crash.ts";
import { CONFORMANCE_TARGET } from "./harness.ts";
import { applyEntry, type KeptChange, plannedToChange } from "./memory-ledger.ts";

const targetId = targetIdSchema.parse(CONFORMANCE_TARGET);

export interface MemoryHubOptions {
  readonly connector: string;
  readonly config: Readonly<Record<string, Json>>;
  readonly mapping: Mapping;
  readonly faults: Faults;
  readonly image: (asset: PublishableAsset, format: DownloadFormat) => Promise<ImageFile>;
}

/**
 * A hub in memory for one target and one publication at a time, with the contract's semantics of the ledger, the
 * journal and leases; it checks what it is sent by the contract's schemas.
 */
export class MemoryHub implements HubLink {
  readonly assetsById = new Map<AssetId, PublishableAsset>();
  readonly links = new Map<string, Link>();
  changesById = new Map<string, KeptChange>();
  policies: Policies = { conflict: "keep-theirs", deletion: "keep" };
  concurrency = 4;
  lastResult: WorkResult | undefined;
  readonly #options: MemoryHubOptions;
  #work: Work | undefined;
  #holder: string | undefined;
  #stopping = Promise.withResolvers<void>();
  #isStopping = false;
  #publication = 0;
  #works = 0;

  constructor(options: MemoryHubOptions) {
    this.#options = options;
  }

  /** Offers work to whichever host asks next. */
  offer(kind: WorkKind, more: Partial<Pick<Work, "items" | "force">> = {}): void {
    const { connector, config, mapping } = this.#options;
    if (kind === "plan") {
      this.#publication += 1;
      this.changesById = new Map();
    }
    this.#works += 1;
    this.#isStopping = false;
    this.#stopping = Promise.withResolvers();
    this.lastResult = undefined;
    this.#work = {
      id: workIdSchema.parse(`wrk_conformance-${this.#works}`),
      kind,
      workspaceId: workspaceIdSchema.parse("ws_conformance"),
      attempt: 1,
      leaseSeconds: 60,
      target: {
        id: targetId,
        name: "The target under test",
        connector,
        config,
        mapping,
        policies: this.policies,
        pace: { requestsPerSecond: 1_000, burst: 1_000, concurrency: this.concurrency },
      },
      credentials: null,
      publicationId: publicationIdSchema.parse(`pub_conformance-${this.#publication}`),
      force: false,
      items: null,
      ...more,
    };
  }

  get hasWork(): boolean {
    return this.#work !== undefined;
  }

  /** As a person pauses a publication. */
  stop(): void {
    this.#isStopping = true;
    this.#stopping.resolve();
  }

  /** As after the end of a process whose lease has run out. */
  free(): void {
    this.#holder = undefined;
    this.#isStopping = false;
    this.#stopping = Promise.withResolvers();
    if (this.#work) this.#work = { ...this.#work, attempt: this.#work.attempt + 1 };
  }

  async announce(): Promise<void> {}

  async lease({ host }: { readonly host: string }): Promise<Work | null> {
    if (this.#work === undefined || this.#holder !== undefined) return null;
    this.#holder = host;
    return this.#work;
  }

  async heartbeat(
    id: string,
    { host }: Parameters<HubLink["heartbeat"]>[1],
    options: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<WorkControl> {
    this.#held(id, host);
    const over = Promise.withResolvers<void>();
    options.signal?.addEventListener("abort", () => over.resolve(), { once: true });
    await Promise.race([this.#stopping.promise, over.promise]);
    return this.#control([]);
  }

  async assets(id: string) {
    this.#held(id);
    return {
      items: [...this.assetsById.values()].map((asset) => {
        const link = this.links.get(asset.id) ?? null;
        const withdraw = asset.review === "rejected";
        const notApproved = asset.review !== "approved" && !withdraw;
        return { externalId: asset.id, asset: withdraw ? null : asset, link, withdraw, notApproved };
      }),
    };
  }

  async changes(id: string) {
    const work = this.#held(id);
    const kept = [...this.changesById.values()].filter((one) => isLeft(one, work.kind));
    return {
      items: kept.map(({ change, journal }) => ({
        change,
        asset: change.assetId === null ? null : (this.assetsById.get(change.assetId) ?? null),
        link: this.links.get(change.externalId) ?? null,
        journal: [...journal.values()],
      })),
    };
  }

  async image(id: string, assetId: string, { format = "png" }: Parameters<HubLink["image"]>[2] = {}) {
    this.#held(id);
    const asset = [...this.assetsById.values()].find((one) => one.id === assetId);
    if (asset === undefined) throw problem("not-found", 404);
    return this.#options.image(asset, format);
  }

  async report(id: string, body: Parameters<HubLink["report"]>[1]): Promise<WorkControl> {
    const { host, changes, entries } = reportWorkSchema.parse(body);
    return this.#options.faults.journal(async () => {
      const work = this.#held(id, host);
      for (const planned of changes) {
        const changeId = changeIdSchema.parse(
          `chg_conformance-${this.#publication}-${this.changesById.size + 1}`,
        );
        const change = plannedToChange(planned, {
          id: changeId,
          publicationId: work.publicationId,
          targetId,
        });
        this.changesById.set(change.id, { change, journal: new Map() });
      }
      for (const entry of entries) {
        const kept = this.changesById.get(entry.changeId);
        if (kept === undefined) throw problem("not-found", 404);
        applyEntry(kept, entry, { work, links: this.links, assets: this.assetsById });
      }
      return this.#control([]);
    });
  }

  async complete(id: string, { host, result }: Parameters<HubLink["complete"]>[1]): Promise<void> {
    await this.#options.faults.journal(async () => {
      this.#held(id, host);
      this.lastResult = result;
      this.#holder = undefined;
      // What was stopped is left, to be offered again.
      if (!this.#isStopping) this.#work = undefined;
    });
  }

  #control(busy: WorkControl["busy"]): WorkControl {
    return { control: this.#isStopping ? "stop" : "continue", busy };
  }

  #held(id: string, host = this.#holder): Work {
    if (this.#work?.id !== id || host === undefined || this.#holder !== host)
      throw problem("lease-lost", 409);
    return this.#work;
  }
}

function isLeft({ change: { kind, state }, journal }: KeptChange, work: WorkKind): boolean {
  if (work === "revert") {
    // What failed after it was begun has left something.
    return (
      ["applied", "reverting", "revert-failed"].includes(state) || (state === "failed" && journal.size > 0)
    );
  }
  if (kind === "skip" || kind === "conflict") return false;
  return state === "planned" || state === "applying" || state === "failed";
}

const problem = (code: "not-found" | "lease-lost", status: number): ApiProblemError =>
  new ApiProblemError({ type: `/problems/${code}`, title: code, status, code, detail: code });
