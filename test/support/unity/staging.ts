import { closeSync, openSync, writeSync } from "node:fs";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { type BridgeCallParams, bridgeCalls, type FrameHeader } from "@assetql/contract";
import { z } from "zod";
import { CallRefused } from "./protocol.ts";

const stagedSchema = z.object({
  pullId: z.string(),
  change: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("write"), params: bridgeCalls["files.stage"].params }),
    z.object({ kind: z.literal("remove"), guid: z.string() }),
  ]),
});
export type Staged = z.infer<typeof stagedSchema>;

/** Content as messages name it. */
type Content = Pick<BridgeCallParams<"files.offer">, "bytes" | "crc32">;

interface Incoming {
  readonly path: string;
  readonly file: number;
  readonly bytes: number;
  offset: number;
  /** Of what has come; undefined when a part came to another process. */
  sum: number | undefined;
}

/** What has come and is not in `Assets` yet, in `Library`, by external id. */
export class Staging {
  readonly #folder: string;
  readonly #incoming = new Map<number, Incoming>();
  /** Checksums of content that was added up when it came, by path. */
  readonly #sums = new Map<string, number>();
  #made: Promise<unknown> | undefined;

  constructor(root: string) {
    this.#folder = join(root, "Library", "AssetQL", "staging");
  }

  /** By what it is, too: what came of another image is never taken for the beginning of this one. */
  contentPath(externalId: string, { bytes, crc32: sum }: Content): string {
    return join(this.#folder, `${externalId}.${bytes}-${sum}`);
  }

  async read(externalId: string): Promise<Staged | undefined> {
    const text = await readFile(this.#notePath(externalId), "utf8").catch(() => undefined);
    return text === undefined ? undefined : stagedSchema.parse(JSON.parse(text));
  }

  async write(externalId: string, staged: Staged): Promise<void> {
    await this.#makeFolder();
    await writeFile(this.#notePath(externalId), JSON.stringify(staged));
  }

  async remove(externalId: string): Promise<void> {
    await rm(this.#notePath(externalId), { force: true });
  }

  /** Takes frames of an offer from now on; resolves to how much of it is there. */
  async expect(offer: BridgeCallParams<"files.offer">): Promise<number> {
    const { externalId, transfer, bytes } = offer;
    await this.#makeFolder();
    const path = this.contentPath(externalId, offer);
    this.#forget(path);
    const have = (await stat(path).catch(() => undefined))?.size ?? 0;
    const offset = have > bytes ? 0 : have;
    if (offset === bytes) return offset;
    const file = openSync(path, offset === 0 ? "w" : "a");
    const sum = offset === 0 ? 0 : undefined;
    this.#incoming.set(transfer, { path, file, bytes, offset, sum });
    return offset;
  }

  async receive({ transfer, offset }: FrameHeader, content: Buffer): Promise<boolean> {
    const incoming = this.#incoming.get(transfer);
    if (incoming === undefined) return false;
    if (offset !== incoming.offset)
      throw new Error(`A frame of ${transfer} is for ${offset}, not ${incoming.offset}`);
    writeSync(incoming.file, content);
    incoming.offset += content.byteLength;
    if (incoming.sum !== undefined) incoming.sum = crc32(content, incoming.sum);
    if (incoming.offset < incoming.bytes) return true;
    this.#forget(incoming.path);
    if (incoming.sum !== undefined) this.#sums.set(incoming.path, incoming.sum);
    return true;
  }

  /** Throws a {@link CallRefused} unless all of the content is there as it was announced. */
  async assertWhole(externalId: string, content: Content): Promise<void> {
    const path = this.contentPath(externalId, content);
    const size = (await stat(path).catch(() => undefined))?.size ?? -1;
    if (size < content.bytes) {
      throw new CallRefused("staging-missing", "The image has not come whole. Send it again.");
    }
    const sum = this.#sums.get(path) ?? crc32(await readFile(path));
    this.#sums.delete(path);
    if (hexOf(sum) === content.crc32) return;
    await rm(path);
    throw new CallRefused("checksum-mismatch", "The image was damaged on its way. Send it again.");
  }

  /** Its connection was lost, or all of it has come. */
  #forget(path: string): void {
    for (const [transfer, incoming] of this.#incoming) {
      if (incoming.path !== path) continue;
      closeSync(incoming.file);
      this.#incoming.delete(transfer);
    }
    this.#sums.delete(path);
  }

  #makeFolder(): Promise<unknown> {
    this.#made ??= mkdir(this.#folder, { recursive: true });
    return this.#made;
  }

  #notePath(externalId: string): string {
    return join(this.#folder, `${externalId}.json`);
  }
}

const hexOf = (sum: number): string => sum.toString(16).padStart(8, "0");

export const hexCrc32 = (content: Uint8Array): string => hexOf(crc32(content));
