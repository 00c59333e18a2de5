import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Batch,
  type BatchId,
  type CreateBatchInput,
  createBatchSchema,
  createStyleSchema,
  type QueueMessage,
} from "@assetql/contract";
import {
  createBatch,
  createStyle,
  type Disposition,
  ensureHomeWorkspace,
  getBatch,
  handleMessage,
  updateWorkspace,
} from "@assetql/core";
import type { ImageGenerator } from "@assetql/core/ports";
import { type Home, type HomeOptions, openHome } from "@assetql/embedded";
import { preparedImage } from "../support/fixed-generator.ts";
import { owner } from "../support/test-home.ts";
import { until } from "../support/until.ts";

export interface MailHome extends Home {
  readonly logged: readonly string[];
  notifyOnly(...emails: string[]): Promise<void>;
  submit(input?: Partial<CreateBatchInput>): Promise<Batch>;
  untilEnded(id: BatchId): Promise<Batch>;
  /** Resolves when no notification is announced, waits, is delayed or is under way. */
  untilNotified(): Promise<void>;
  deliver(message: QueueMessage): Promise<Disposition>;
  dispose(): Promise<void>;
}

/** Home one at work, which sends its mail to a server on this machine. */
export async function openMailHome(generator: ImageGenerator, mail: HomeOptions["mail"]): Promise<MailHome> {
  const dataFolder = await mkdtemp(join(tmpdir(), "assetql-mail-"));
  const logged: string[] = [];
  const home = await openHome({
    dataFolder,
    generator,
    log: (level, message, fields) => logged.push(`${level} ${message} ${JSON.stringify(fields)}`),
    settings: { backoffUnitMs: 1 },
    ...(mail === undefined ? {} : { mail }),
  });
  home.setBaseUrl("https://hub.example");
  const { core } = home;
  await ensureHomeWorkspace(core);
  home.work();
  const style = await createStyle(core, owner, {
    ...createStyleSchema.parse({ name: "Noise" }),
    files: [{ name: "reference.png", bytes: await preparedImage(128) }],
  });
  return {
    ...home,
    logged,
    async notifyOnly(...notifyEmails) {
      await updateWorkspace(core, owner, { id: owner.workspaceId, notifyEmails });
    },
    submit(input = {}) {
      const body = createBatchSchema.parse({
        name: "Mugs",
        styleProfileId: style.id,
        template: "A {subject}",
        csv: "sku,subject\nS-1,mug\nS-2,lamp\nS-3,tent\n",
        ...input,
        config: { width: 128, height: 128, seed: 1, ...input.config },
      });
      return createBatch(core, owner, body);
    },
    untilEnded: (id) =>
      until(async () => {
        const batch = await getBatch(core, owner, { id });
        return batch.completedAt === null ? undefined : batch;
      }),
    untilNotified: () =>
      until(async () => {
        // The job comes after what announces it, which goes last.
        const { entries } = home.outboxBacklog();
        const { visible, delayed, leased } = await home.queue.depth("notification");
        return entries + visible + delayed + leased === 0 ? true : undefined;
      }).then(() => undefined),
    deliver: (message) =>
      handleMessage(core, JSON.stringify(message), { receives: 1, signal: new AbortController().signal }),
    async dispose() {
      await home.close();
      await rm(dataFolder, { recursive: true });
    },
  };
}
