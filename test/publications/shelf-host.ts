import type { Client } from "@assetql/client";
import {
  type Change,
  type Item,
  type PlannedChange,
  type Receipt,
  type ReportEntryInput,
  type Snapshot,
  WORK_LIMITS,
  type Work,
  type WorkAsset,
  type WorkChange,
} from "@assetql/contract";
import { compactDecrypt, exportJWK, generateKeyPair } from "jose";
import { z } from "zod";
import { shelfManifest } from "./shelf.ts";

const jwkSchema = z.object({ kty: z.literal("EC"), crv: z.literal("P-256"), x: z.string(), y: z.string() });

/** What a shelf has, by external id. */
export type Shelf = Map<string, Snapshot>;

export interface ShelfHostOptions {
  readonly name?: string;
  readonly connector?: string;
  readonly shelf?: Shelf;
  readonly items?: readonly Item[];
}

export type ShelfHost = Awaited<ReturnType<typeof openShelfHost>>;

/** A connector host by the letter of the API: each test decides what it does next, and when it dies. */
export async function openShelfHost(client: Client, options: ShelfHostOptions = {}) {
  const { name: host = "host-1", connector = "shelf", shelf = new Map(), items = [] } = options;
  const { publicKey, privateKey } = await generateKeyPair("ECDH-ES", { crv: "P-256", extractable: true });
  const jwk = jwkSchema.parse(await exportJWK(publicKey));
  await client.work.announce({ host, connectors: [shelfManifest(connector)] });

  const lease = (waitSeconds = 0) =>
    client.work.lease({ host, connectors: [connector], publicKey: jwk, waitSeconds });
  const report = (id: string, entries: ReportEntryInput[]) => client.work.report(id, { host, entries });
  const complete = (id: string, result: Parameters<Client["work"]["complete"]>[1]["result"] = {}) =>
    client.work.complete(id, { host, result });

  const answers: Partial<Record<Work["kind"], (work: Work) => Promise<void>>> = {
    items: (work) => complete(work.id, { items: pageOf(items, work) }),
    check: (work) => complete(work.id, { health: HEALTHY }),
  };

  return {
    host,
    shelf,
    lease,
    report,
    complete,
    heartbeat: (id: string, waitSeconds = 0) => client.work.heartbeat(id, { host, waitSeconds }),
    /** What a lease's credentials say. */
    async open({ credentials }: Work): Promise<unknown> {
      if (credentials === null) return null;
      const { plaintext } = await compactDecrypt(credentials, privateKey);
      return JSON.parse(new TextDecoder().decode(plaintext));
    },
    /** Leases what there is, or fails. */
    async take(kind: Work["kind"]): Promise<Work> {
      const work = await lease(WORK_LIMITS.waitSeconds);
      if (work?.kind !== kind) throw new Error(`Wanted a work of the kind ${kind}, got ${work?.kind}`);
      return work;
    },
    planOf: (asset: WorkAsset) => planOf(shelf, asset),
    async plan(work: Work): Promise<void> {
      const planned = (await Array.fromAsync(client.work.assetsAll(work.id))).map((entry) =>
        planOf(shelf, entry, work.target.policies.deletion),
      );
      for (let start = 0; start < planned.length; start += 50) {
        await client.work.report(work.id, { host, changes: planned.slice(start, start + 50) });
      }
      await complete(work.id);
    },
    changes: (work: Work) => Array.fromAsync(client.work.changesAll(work.id)),
    /** The report of a change that is written to the shelf. */
    applyOne: (change: WorkChange) => applied(shelf, change),
    revertOne: (change: WorkChange) => reverted(shelf, change),
    async apply(work: Work, refuse: (change: Change) => string | undefined = () => undefined): Promise<void> {
      for (const change of await Array.fromAsync(client.work.changesAll(work.id))) {
        const why = refuse(change.change);
        const changeId = change.change.id;
        const end: ReportEntryInput =
          why === undefined
            ? applied(shelf, change)
            : { type: "failed", changeId, problem: { code: "refused", detail: why } };
        await report(work.id, [{ type: "started", changeId }, end]);
      }
      await complete(work.id);
    },
    async revert(work: Work): Promise<void> {
      for (const change of await Array.fromAsync(client.work.changesAll(work.id))) {
        await report(work.id, [{ type: "started", changeId: change.change.id }, reverted(shelf, change)]);
      }
      await complete(work.id);
    },
    /** Answers the next question that somebody asks. */
    async answerOne(): Promise<void> {
      const work = await lease(20);
      if (work !== null) await answers[work.kind]?.(work);
    },
    /** Does whatever there is to do until `signal` is aborted. */
    async work(signal: AbortSignal): Promise<void> {
      while (!signal.aborted) {
        const work = await lease(1);
        if (work === null) continue;
        if (work.kind === "plan") await this.plan(work);
        if (work.kind === "apply") await this.apply(work);
        if (work.kind === "revert") await this.revert(work);
        await answers[work.kind]?.(work);
      }
    },
  };
}

const HEALTHY = {
  status: "ok" as const,
  code: null,
  detail: "It can be written to.",
  facts: { version: "1.0" },
};

const ITEMS_A_PAGE = 2;

function pageOf(items: readonly Item[], { items: asked }: Work) {
  const start = Number(asked?.cursor ?? 0);
  const next = start + ITEMS_A_PAGE;
  return {
    items: items.slice(start, next),
    ...(next < items.length ? { cursor: String(next) } : {}),
  };
}

const desired = ({ asset }: Pick<WorkAsset, "asset">): Snapshot => ({
  alt: asset?.altText ?? "",
  version: asset?.version ?? 0,
});

function planOf(shelf: Shelf, entry: WorkAsset, deletion: PlannedChange["deletion"] = null): PlannedChange {
  const { asset, link, externalId, withdraw, notApproved } = entry;
  const theirs = shelf.get(externalId);
  const ours = desired(entry);
  const same = theirs !== undefined && JSON.stringify(theirs) === JSON.stringify(ours);
  const kind = withdraw
    ? "delete"
    : notApproved || same
      ? "skip"
      : theirs === undefined
        ? "create"
        : theirs.edited === true
          ? "conflict"
          : "update";
  return {
    kind,
    assetId: asset?.id ?? link?.assetId ?? null,
    externalId,
    remoteId: theirs === undefined ? null : `remote-${externalId}`,
    itemId: asset?.item?.itemId ?? null,
    title: asset?.title ?? externalId,
    fields: Object.entries(ours).map(([name, value]) => ({
      name,
      ours: value,
      theirs: theirs?.[name] ?? null,
      outcome: same ? ("same" as const) : ("write" as const),
    })),
    reason: notApproved ? "nobody has approved it" : null,
    deletion: kind === "delete" ? deletion : null,
  };
}

/** What a change that failed half way goes back by. */
function halfDone(journal: WorkChange["journal"]): Pick<Receipt, "existed" | "before"> {
  const kept = journal.find(({ key }) => key === "before");
  if (kept === undefined) throw new Error("There is no receipt, and no journal to go back by");
  const before = z.record(z.string(), z.json()).nullable().parse(kept.result);
  return { existed: before !== null, before: before ?? {} };
}

function applied(shelf: Shelf, { change, asset }: WorkChange): ReportEntryInput {
  const { externalId, kind } = change;
  const before = shelf.get(externalId);
  const after = kind === "delete" ? {} : desired({ asset });
  if (kind === "delete") shelf.delete(externalId);
  else shelf.set(externalId, after);
  const receipt: Receipt = {
    remoteId: kind === "delete" ? null : `remote-${externalId}`,
    remoteUrl: kind === "delete" ? null : `https://shop.example/${externalId}`,
    existed: before !== undefined,
    before: before ?? {},
    after,
    version: asset?.version ?? null,
    warnings: [],
    appliedAt: 1,
  };
  return { type: "applied", changeId: change.id, receipt, written: after };
}

function reverted(shelf: Shelf, { change, journal }: WorkChange): ReportEntryInput {
  const { externalId, id: changeId } = change;
  const receipt = change.receipt ?? halfDone(journal);
  if (receipt.existed) shelf.set(externalId, receipt.before);
  else shelf.delete(externalId);
  return {
    type: "reverted",
    changeId,
    report: { restored: Object.keys(receipt.before), kept: [], removed: !receipt.existed, revertedAt: 2 },
    after: receipt.before,
  };
}
