import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@assetql/client";
import type { Asset, Batch, Problem } from "@assetql/contract";
import { startHub } from "@assetql/embedded";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";

export type PublishingHome = Awaited<ReturnType<typeof openPublishingHome>>;

/** A hub on sockets, whose client is an operator's. */
export async function openPublishingHome() {
  const dataFolder = await mkdtemp(join(tmpdir(), "assetql-publications-"));
  const lines: string[] = [];
  const image = await preparedImage(64);
  const hub = await startHub({
    dataFolder,
    generator: createFixedGenerator({ image, latencyMs: 0 }),
    version: "0.0.0-test",
    log: (level, message, fields) => lines.push(JSON.stringify({ level, message, fields })),
  });
  const clientOf = (apiKey: string | undefined): Client =>
    createClient({ baseUrl: hub.url, apiKey, backoffMs: 5 });
  const client = clientOf(hub.adminKey.secret);
  const styles = new Map<Client, Promise<string>>();
  const styleOf = (whose: Client): Promise<string> => {
    const files = [{ name: "reference.png", bytes: image }];
    const made = styles.get(whose) ?? whose.styles.create({ name: "Noise", files }).then(({ id }) => id);
    styles.set(whose, made);
    return made;
  };
  return {
    url: hub.url,
    core: hub.core,
    key: hub.adminKey.secret,
    dataFolder,
    client,
    lines,
    styleOf,
    /** The client of an admin of a new workspace. */
    async newWorkspace(name: string): Promise<{ client: Client; id: string; key: string }> {
      const { id, firstKey } = await client.workspaces.create({ name });
      if (firstKey === null) throw new Error("An operator gets the first key");
      return { id, client: clientOf(firstKey.secret), key: firstKey.secret };
    },
    /** A batch of `count` images that have ended, approved unless told otherwise. */
    async makeAssets(count: number, { whose = client, targetId, review = "approved" }: Wanted = {}) {
      const rows = Array.from(
        { length: count },
        (_, index) => `Thing ${String(index + 1).padStart(4, "0")},item-${index + 1}`,
      );
      const made = await whose.batches.create({
        name: "Things",
        styleProfileId: await styleOf(whose),
        template: "A {title}",
        csv: `title,item_id\n${rows.join("\n")}\n`,
        config: { width: 64, height: 64, styleGate: "off" },
        ...(targetId === undefined ? {} : { targetId }),
      });
      const batch: Batch = await whose.batches.watch(made.id, { intervalMs: 20 });
      const assets: Asset[] = await Array.fromAsync(whose.assets.listAll({ batchId: batch.id, limit: 200 }));
      if (review === "approved") {
        for (let start = 0; start < assets.length; start += 100) {
          const assetIds = assets.slice(start, start + 100).map(({ id }) => id);
          await whose.assets.review({ action: "approve", assetIds });
        }
      }
      return { batch, assets };
    },
    /** Every byte that the hub has written, its key files left out. */
    async everythingWritten(): Promise<string> {
      const entries = await readdir(dataFolder, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith(".png"));
      const texts = await Promise.all(
        files.map(({ parentPath, name }) => readFile(join(parentPath, name), "latin1")),
      );
      return texts.join("\n");
    },
    async dispose() {
      await hub.stop();
      await rm(dataFolder, { recursive: true });
    },
  };
}

interface Wanted {
  readonly whose?: Client;
  readonly targetId?: string;
  readonly review?: "approved" | "pending";
}

/** The problem that the hub answers a call with; undefined when it does what was asked. */
export const answeredProblem = (call: Promise<unknown>): Promise<Problem | undefined> =>
  call.then(
    () => undefined,
    (error: { readonly problem?: Problem }) => error.problem,
  );
