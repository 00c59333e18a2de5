import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LiveTimings } from "@assetql/api";
import { type Client, createClient } from "@assetql/client";
import {
  type Batch,
  batchIdSchema,
  type DomainEvent,
  type LiveEvent,
  type Role,
  type WorkspaceId,
} from "@assetql/contract";
import { createApiKey, listEvents, type Principal } from "@assetql/core";
import { type Hub, startHub } from "@assetql/embedded";
import { simpleCsv } from "../support/csv.ts";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { owner } from "../support/test-home.ts";

export interface LiveHubOptions {
  readonly latencyMs?: number;
  readonly liveTimings?: Partial<LiveTimings>;
}

export type LiveHub = Awaited<ReturnType<typeof startLiveHub>>;

/** A real hub over a temporary folder that can be restarted and told of events. */
export async function startLiveHub({ latencyMs = 5, liveTimings = {} }: LiveHubOptions = {}) {
  const dataFolder = await mkdtemp(join(tmpdir(), "assetql-live-"));
  const image = await preparedImage(64);
  const lines: { message: string; fields: object | undefined }[] = [];
  const start = () =>
    startHub({
      dataFolder,
      generator: createFixedGenerator({ image, latencyMs }),
      version: "0.0.0-test",
      corsOrigins: ["https://studio.example"],
      log: (_, message, fields) => lines.push({ message, fields }),
      settings: { concurrency: 4 },
      liveTimings,
    });
  let hub: Hub = await start();
  const makeKey = (principal: Principal, role: Role) =>
    createApiKey(hub.core, principal, { name: role, role });
  return {
    hub: () => hub,
    lines,
    makeKey,
    client: (options: { apiKey?: string; baseUrl?: string; WebSocket?: null } = {}): Client =>
      createClient({ baseUrl: hub.url, apiKey: hub.adminKey.secret, backoffMs: 20, ...options }),
    async restart() {
      await hub.stop();
      hub = await start();
    },
    /** Appends events to a workspace's log the way everything does: through the outbox. */
    tell: (workspaceId: WorkspaceId, events: readonly DomainEvent[]) =>
      hub.core.store.transact([
        hub.core.outbox.write({ stream: workspaceId, body: { workspaceId, events, jobs: [] } }),
      ]),
    /** A workspace's whole log, read past the sockets. */
    async log(principal: Principal = owner): Promise<LiveEvent[]> {
      const all: LiveEvent[] = [];
      for (let after = 0; ; ) {
        const { events, lastSeq, more } = await listEvents(hub.core, principal, { after, limit: 500 });
        all.push(...events);
        if (!more) return all;
        after = lastSeq;
      }
    },
    async dispose() {
      await hub.stop();
      await rm(dataFolder, { recursive: true });
    },
  };
}

/** Submits a batch against a new style. */
export async function submit(client: Client, rows: number): Promise<Batch> {
  const style = await client.styles.create({
    name: "Any",
    files: [{ name: "reference.png", bytes: await preparedImage(64) }],
  });
  return client.batches.create({
    name: `Live ${rows}`,
    styleProfileId: style.id,
    template: "A {subject}",
    csv: simpleCsv(rows),
    config: { width: 64, height: 64, styleGate: "off", seed: 1 },
  });
}

/** Events that say nothing but their number, of a batch that is nobody's. */
export function someEvents(count: number, batchId = "bat_nobodys"): DomainEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    type: "batch.distributed",
    batchId: batchIdSchema.parse(batchId),
    at: index,
    nextRow: index + 1,
    more: true,
  }));
}

/** The next `count` events of a subscription, which ends with them. */
export async function take(events: AsyncIterable<LiveEvent>, count: number): Promise<LiveEvent[]> {
  const taken: LiveEvent[] = [];
  for await (const event of events) if (taken.push(event) === count) break;
  return taken;
}
