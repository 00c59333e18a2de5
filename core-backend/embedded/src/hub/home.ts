import { join } from "node:path";
import type { DomainEvent } from "@assetql/contract";
import {
  assertBudgetsKnown,
  type CoreDeps,
  type CoreSettings,
  correlatedLog,
  defaultSettings,
  generationSlots,
  singleGenerator,
} from "@assetql/core";
import type { ImageGenerator, JobQueue, Log, TokenVerifier } from "@assetql/core/ports";
import { createDoor } from "@assetql/outgoing";
import { createFileBlobStore } from "../files/blob-store.ts";
import { createUrlSigner, loadSigningKey, type UrlSigner } from "../files/signer.ts";
import { createImageLab } from "../images/image-lab.ts";
import { createLiveChannel } from "../live/live-channel.ts";
import { createSilentMailer } from "../mail/silent-mailer.ts";
import { createSmtpMailer } from "../mail/smtp-mailer.ts";
import type { MailSettings } from "../mail/smtp-settings.ts";
import { createSealedSecrets, loadCredentialsKey } from "../secrets/sealed-secrets.ts";
import { createSqliteAssetSearch } from "../sqlite/asset-search.ts";
import { createSqliteJobQueue } from "../sqlite/job-queue.ts";
import { type DataFolder, openDataFolder } from "../sqlite/open.ts";
import { createSqliteOutbox } from "../sqlite/outbox.ts";
import { outboxBacklog } from "../sqlite/outbox-backlog.ts";
import { eventsOf } from "../sqlite/outbox-events.ts";
import { createSqliteRecordStore } from "../sqlite/record-store.ts";
import { indexAnew } from "../sqlite/reindex.ts";
import { createSqliteScheduler } from "../sqlite/scheduler.ts";
import { createDoorSender } from "../webhooks/webhook-sender.ts";
import { systemClock, systemRandom } from "./ambient.ts";
import { startWorkers } from "./workers.ts";

export interface HomeOptions {
  /** Made if it isn't there. */
  readonly dataFolder: string;
  readonly generator: ImageGenerator;
  readonly log: Log;
  readonly settings?: Partial<CoreSettings>;
  /** Without it no mail is sent. */
  readonly mail?: MailSettings;
  /** Without it there are API keys only, and no people. */
  readonly tokens?: TokenVerifier | undefined;
  /**
   * Networks (`10.1.0.0/16`), addresses and hosts that webhooks may be sent to although they are not of the internet;
   * none unless told.
   */
  readonly allowedNetworks?: readonly string[] | undefined;
  /** Milliseconds that a webhook's receiver has for its answer, for tests; 15,000 unless told. */
  readonly webhookTimeoutMs?: number | undefined;
}

/** The ports of home one on one data folder, without a server. */
export interface Home {
  /** Absolute. */
  readonly dataFolder: string;
  readonly core: CoreDeps;
  readonly queue: JobQueue;
  readonly signer: UrlSigner;
  /** Entries that wait for their dispatch, and how long the oldest has. */
  outboxBacklog(): { readonly entries: number; readonly oldestSeconds: number };
  /** Called with every event that a commit of this process makes true, right after it. */
  onEvent(listener: (event: DomainEvent) => void): void;
  /** Where signed URLs point; known once a server listens. */
  setBaseUrl(url: string): void;
  /** Starts the dispatch of the outbox and the consumers of the queues. */
  work(): void;
  /** Ends or gives back what runs and closes the data folder. The generator stays its owner's. */
  close(): Promise<void>;
}

/**
 * Opens a data folder. Throws `DataFolderInUseError`, `DatabaseTooNewError`, `MailSettingsError` and
 * `AllowedNetworkError`.
 */
export async function openHome(options: HomeOptions): Promise<Home> {
  const folder = openDataFolder(options.dataFolder);
  try {
    return await assemble(folder, options);
  } catch (error) {
    folder.close();
    throw error;
  }
}

async function assemble(
  folder: DataFolder,
  { generator, log: plainLog, settings, mail, tokens, allowedNetworks, webhookTimeoutMs }: HomeOptions,
): Promise<Home> {
  const door = createDoor({ allow: allowedNetworks ?? [] });
  const { database, path } = folder;
  const log = correlatedLog(plainLog);
  const allSettings = { ...defaultSettings, ...settings };
  const generators = singleGenerator(generator);
  assertBudgetsKnown({ generators, settings: allSettings });
  let baseUrl = "";
  indexAnew(database, log);
  const search = createSqliteAssetSearch(database);
  const store = createSqliteRecordStore(database, [search.projection]);
  const queue = createSqliteJobQueue(database, systemClock);
  const signer = createUrlSigner({
    key: loadSigningKey(join(path, "secrets", "url-signing.key")),
    baseUrl: () => baseUrl,
    clock: systemClock,
  });
  const smtp = mail && createSmtpMailer(mail);
  const images = createImageLab();
  const core: CoreDeps = {
    store,
    search,
    blobs: await createFileBlobStore(join(path, "blobs"), signer),
    outbox: createSqliteOutbox({ store, database, clock: systemClock }),
    images,
    generators,
    slots: generationSlots(allSettings.concurrency),
    live: createLiveChannel(),
    scheduler: createSqliteScheduler({ store, clock: systemClock }),
    mailer: smtp ?? createSilentMailer(log),
    secrets: createSealedSecrets(loadCredentialsKey(join(path, "secrets", "credentials.key"))),
    webhooks: createDoorSender({ door, userAgent: "AssetQL-Webhooks/1", timeoutMs: webhookTimeoutMs }),
    deadLetters: queue,
    tokens,
    clock: systemClock,
    random: systemRandom,
    log,
    publicUrl: () => baseUrl,
    settings: allSettings,
  };
  let workers: { stop(): Promise<void> } | undefined;
  return {
    dataFolder: path,
    core,
    queue,
    signer,
    outboxBacklog: () => outboxBacklog(database, systemClock.now()),
    onEvent: (listener) => {
      store.onCommit((actions) => {
        for (const event of eventsOf(actions)) listener(event);
      });
    },
    setBaseUrl(url) {
      baseUrl = url;
    },
    work() {
      workers ??= startWorkers(core, queue);
    },
    async close() {
      await workers?.stop();
      smtp?.close();
      await door.close();
      queue.close();
      await images.close();
      folder.close();
    },
  };
}
