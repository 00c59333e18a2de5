import { join } from "node:path";
import {
  type CoreDeps,
  type CoreSettings,
  defaultSettings,
  generationSlots,
  singleGenerator,
} from "@assetql/core";
import type { ImageGenerator, JobQueue, Log } from "@assetql/core/ports";
import { createFileBlobStore } from "../files/blob-store.ts";
import { createUrlSigner, loadSigningKey, type UrlSigner } from "../files/signer.ts";
import { createImageLab } from "../images/image-lab.ts";
import { createSqliteJobQueue } from "../sqlite/job-queue.ts";
import { type DataFolder, openDataFolder } from "../sqlite/open.ts";
import { createSqliteOutbox } from "../sqlite/outbox.ts";
import { createSqliteRecordStore } from "../sqlite/record-store.ts";
import { systemClock, systemRandom } from "./ambient.ts";
import { startWorkers } from "./workers.ts";

export interface HomeOptions {
  /** Made if it isn't there. */
  readonly dataFolder: string;
  readonly generator: ImageGenerator;
  readonly log: Log;
  readonly settings?: Partial<CoreSettings>;
}

/** The ports of home one on one data folder, without a server. */
export interface Home {
  /** Absolute. */
  readonly dataFolder: string;
  readonly core: CoreDeps;
  readonly queue: JobQueue;
  readonly signer: UrlSigner;
  /** Where signed URLs point; known once a server listens. */
  setBaseUrl(url: string): void;
  /** Starts the dispatch of the outbox and the consumers of the queues. */
  work(): void;
  /** Ends or gives back what runs and closes the data folder. The generator stays its owner's. */
  close(): Promise<void>;
}

/** Opens a data folder. Throws `DataFolderInUseError` and `DatabaseTooNewError`. */
export async function openHome(options: HomeOptions): Promise<Home> {
  const folder = openDataFolder(options.dataFolder);
  try {
    return await assemble(folder, options);
  } catch (error) {
    folder.close();
    throw error;
  }
}

async function assemble(folder: DataFolder, { generator, log, settings }: HomeOptions): Promise<Home> {
  const { database, path } = folder;
  const allSettings = { ...defaultSettings, ...settings };
  let baseUrl = "";
  const store = createSqliteRecordStore(database);
  const queue = createSqliteJobQueue(database, systemClock);
  const signer = createUrlSigner({
    key: loadSigningKey(join(path, "secrets", "url-signing.key")),
    baseUrl: () => baseUrl,
    clock: systemClock,
  });
  const images = createImageLab();
  const core: CoreDeps = {
    store,
    blobs: await createFileBlobStore(join(path, "blobs"), signer),
    outbox: createSqliteOutbox({ store, database, clock: systemClock }),
    images,
    generators: singleGenerator(generator),
    slots: generationSlots(allSettings.concurrency),
    clock: systemClock,
    random: systemRandom,
    log,
    settings: allSettings,
  };
  let workers: { stop(): Promise<void> } | undefined;
  return {
    dataFolder: path,
    core,
    queue,
    signer,
    setBaseUrl(url) {
      baseUrl = url;
    },
    work() {
      workers ??= startWorkers(core, queue);
    },
    async close() {
      await workers?.stop();
      queue.close();
      await images.close();
      folder.close();
    },
  };
}
