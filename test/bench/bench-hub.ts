import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@assetql/client";
import type { Batch, StyleProfileId } from "@assetql/contract";
import type { CoreDeps } from "@assetql/core";
import type { ImageGenerator } from "@assetql/core/ports";
import { startHub } from "@assetql/embedded";
import { simpleCsv } from "../support/csv.ts";
import { preparedImage } from "../support/fixed-generator.ts";

export interface BenchHub {
  readonly client: Client;
  readonly url: string;
  readonly apiKey: string;
  /** For what is put into the stores directly. */
  readonly core: CoreDeps;
  /** Submits `rows` rows with the gate off. */
  submit(rows: number): Promise<Batch>;
  stop(): Promise<void>;
}

/** A real hub over a temporary folder, with a style to submit against. */
export async function startBenchHub(generator: ImageGenerator): Promise<BenchHub> {
  const dataFolder = await mkdtemp(join(tmpdir(), "assetql-bench-"));
  const log = (level: string, message: string): void => {
    if (level === "error") console.error(message);
  };
  const hub = await startHub({
    dataFolder,
    generator,
    log,
    version: "0.0.0-bench",
    settings: { concurrency: 10 },
  });
  const client = createClient({ baseUrl: hub.url, apiKey: hub.adminKey.secret });
  const style = await client.styles.create({
    name: "Bench",
    files: [{ name: "reference.png", bytes: await preparedImage(256) }],
  });
  return {
    client,
    url: hub.url,
    apiKey: hub.adminKey.secret,
    core: hub.core,
    submit: (rows) => submit(client, style.id, rows),
    async stop() {
      await hub.stop();
      await generator.close();
      await rm(dataFolder, { recursive: true });
    },
  };
}

function submit(client: Client, styleProfileId: StyleProfileId, rows: number): Promise<Batch> {
  return client.batches.create({
    name: `Bench of ${rows}`,
    styleProfileId,
    template: "A {subject}",
    csv: simpleCsv(rows),
    config: { styleGate: "off", seed: 1 },
  });
}
