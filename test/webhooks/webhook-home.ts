import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type CreatedWebhook,
  type CreateWebhookInput,
  createWebhookSchema,
  type DomainEvent,
  domainEventSchema,
} from "@assetql/contract";
import {
  type CoreSettings,
  createWebhook,
  ensureHomeWorkspace,
  handleMessage,
  listWebhookDeliveries,
} from "@assetql/core";
import type { Clock } from "@assetql/core/ports";
import { openHome } from "@assetql/embedded";
import { onTestFinished } from "vitest";
import { appendLive } from "../../core-backend/core/src/live/live-log.ts";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { owner } from "../support/test-home.ts";
import { startTestReceiver } from "./receiver.ts";

export interface WebhookHomeOptions {
  /** The hub's time stands still but for this; without it the hub works by itself, in real time. */
  readonly clock?: Clock;
  readonly settings?: Partial<CoreSettings>;
  readonly allow?: readonly string[];
  readonly timeoutMs?: number;
}

/** A hub that may send to this machine, with partners' servers on it. Ends with the test. */
export async function openWebhookHome(options: WebhookHomeOptions = {}) {
  const dataFolder = await mkdtemp(join(tmpdir(), "assetql-webhooks-"));
  const logged: { message: string; fields: unknown }[] = [];
  const home = await openHome({
    dataFolder,
    generator: createFixedGenerator({ image: await preparedImage(64), latencyMs: 0 }),
    log: (_, message, fields) => logged.push({ message, fields }),
    settings: { backoffUnitMs: options.clock === undefined ? 1 : 1_000, ...options.settings },
    allowedNetworks: options.allow ?? ["127.0.0.0/8"],
    webhookTimeoutMs: options.timeoutMs,
  });
  const core = options.clock === undefined ? home.core : { ...home.core, clock: options.clock };
  await ensureHomeWorkspace(core);
  onTestFinished(async () => {
    await home.close();
    await rm(dataFolder, { recursive: true });
  });
  if (options.clock === undefined) home.work();
  const { workspaceId } = owner;
  const handle = (message: object) =>
    handleMessage(core, JSON.stringify(message), { receives: 1, signal: new AbortController().signal });
  return {
    core,
    home,
    logged,
    async receiver() {
      const receiver = await startTestReceiver();
      onTestFinished(() => receiver.close());
      return receiver;
    },
    register: (input: CreateWebhookInput): Promise<CreatedWebhook> =>
      createWebhook(core, owner, createWebhookSchema.parse(input)),
    /** Lets these events happen, as a change announces them. */
    async announce(events: readonly DomainEvent[]): Promise<void> {
      await core.store.transact([
        core.outbox.write({ stream: workspaceId, body: { workspaceId, events, jobs: [] } }),
      ]);
    },
    /** Where time stands still: writes events to the log, and makes their deliveries. */
    async happen(events: readonly DomainEvent[]): Promise<void> {
      await core.store.transact(await appendLive(core, workspaceId, events));
      await handle({ kind: "fan-out-webhooks", workspaceId });
    },
    /** Where time stands still: sends what is due. */
    drain: ({ id }: CreatedWebhook) => handle({ kind: "drain-webhook", webhookId: id, workspaceId }),
    handle,
    async deliveries({ id }: Pick<CreatedWebhook, "id">) {
      return (await listWebhookDeliveries(core, owner, { id, limit: 200 })).items;
    },
  };
}

/** An event that needs no record: batch number `batch` was deleted. */
export const batchDeleted = (batch: number, at = Date.now()): DomainEvent =>
  domainEventSchema.parse({ type: "batch.deleted", batchId: `bat_${String(batch).padStart(6, "0")}`, at });

/** An image of a batch was deleted. */
export const assetDeleted = (batch: number, image: number, at = Date.now()): DomainEvent =>
  domainEventSchema.parse({
    type: "asset.deleted",
    batchId: `bat_${String(batch).padStart(6, "0")}`,
    assetId: `ast_${String(image).padStart(6, "0")}`,
    at,
  });
