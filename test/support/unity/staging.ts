import { mkdir, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { type BridgeCallParams, bridgeCalls, type FrameHeader } from "@assetql/contract";
import { z } from "zod";
import { CallRefused } from "./protocol.ts";

const stagedSchema = z.object({
  pullId: z.string(),
  /** Null until it is staged. */
  change: z
    .discriminatedUnion("kind", [
      z.object({ kind: z.literal("write"), params: bridgeCalls["files.stage"].params }),
      z.object({ kind: z.literal("remove"), guid: z.string() }),
    ])
    .nullable(),
  offer: z
    .object({ bytes: z.int(), crc32: z.string(), guid: z.string(), path: z.string(), isNew: z.boolean() })
    .nullable(),
});
export type Staged = z.infer<typeof stagedSchema>;

interface Incoming {
  readonly file: string;
  offset: number;
}

type Offer = BridgeCallParams<"files.offer">;

/** What has come and is not in `Assets` yet, in `Library`, by external id. */
export class Staging {
  readonly #folder: string;
  readonly #incoming = new Map<number, Incoming>();

  constructor(root: string) {
    this.#folder = join(root, "Library", "AssetQL", "staging");
  }

  contentPath(externalId: string): string {
    return join(this.#folder, `${externalId}.content`);
  }

  async read(externalId: string): Promise<Staged | undefined> {
    const text = await readFile(this.#notePath(externalId), "utf8").catch(() => undefined);
    return text === undefined ? undefined : stagedSchema.parse(JSON.parse(text));
  }

  async write(externalId: string, staged: Staged): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await writeFile(this.#notePath(externalId), JSON.stringify(staged));
  }

  async remove(externalId: string): Promise<void> {
    await rm(this.#notePath(externalId), { force: true });
    await rm(this.contentPath(externalId), { force: true });
  }

  /** Takes frames of an offer from now on; resolves to how much of it is there. */
  async expect(
    { externalId, transfer, bytes, crc32: sum }: Offer,
    known: Staged | undefined,
  ): Promise<number> {
    await mkdir(this.#folder, { recursive: true });
    const file = this.contentPath(externalId);
    const isSame = known?.offer?.bytes === bytes && known.offer.crc32 === sum;
    const have = isSame ? ((await stat(file).catch(() => undefined))?.size ?? 0) : 0;
    if (have === 0 || have > bytes) await writeFile(file, "");
    const offset = have > bytes ? 0 : have;
    this.#incoming.set(transfer, { file, offset });
    return offset;
  }

  async receive({ transfer, offset }: FrameHeader, content: Buffer): Promise<boolean> {
    const incoming = this.#incoming.get(transfer);
    if (incoming === undefined) return false;
    if (offset !== incoming.offset)
      throw new Error(`A frame of ${transfer} is for ${offset}, not ${incoming.offset}`);
    const file = await open(incoming.file, "a");
    await file.write(content).finally(() => file.close());
    incoming.offset += content.byteLength;
    return true;
  }

  /** Throws a {@link CallRefused} unless all of the content is there as it was announced. */
  async assertWhole(
    externalId: string,
    { bytes, crc32: sum }: Pick<Offer, "bytes" | "crc32">,
  ): Promise<void> {
    const content = await readFile(this.contentPath(externalId)).catch(() => undefined);
    if (content === undefined || content.byteLength < bytes) {
      throw new CallRefused("staging-missing", "The image has not come whole. Send it again.");
    }
    if (hexCrc32(content) === sum) return;
    await rm(this.contentPath(externalId));
    throw new CallRefused("checksum-mismatch", "The image was damaged on its way. Send it again.");
  }

  #notePath(externalId: string): string {
    return join(this.#folder, `${externalId}.json`);
  }
}

export const hexCrc32 = (content: Uint8Array): string => crc32(content).toString(16).padStart(8, "0");
