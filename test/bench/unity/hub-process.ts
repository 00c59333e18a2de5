/** A hub with approved images of its own process: `node hub-process.ts IMAGES BYTES`. Tells its parent where it is. */
import { crc32 } from "node:zlib";
import { batchIdSchema } from "@assetql/contract";
import { createFixedGenerator, preparedImage } from "../../support/fixed-generator.ts";
import { startBenchHub } from "../bench-hub.ts";
import { imageOfBytes, seedAssets } from "../connectors-uploads.ts";

export interface SeededHub {
  readonly url: string;
  readonly apiKey: string;
  readonly batchId: string;
  readonly ids: readonly string[];
  /** Of all images together. */
  readonly bytes: number;
}

const [images = 0, bytes = 0] = process.argv.slice(2).map(Number);
const hub = await startBenchHub(createFixedGenerator({ image: await preparedImage(64), latencyMs: 0 }));
const batch = await hub.submit(1);
await hub.client.batches.watch(batch.id);
const IEND_BYTES = 12;
const image = Buffer.from(await imageOfBytes(bytes));
/** Each another file, so that nothing is sent once for all: a PNG with its number in a text chunk. */
const imageOf = (index: number): Uint8Array => {
  const content = Buffer.from(`tEXtNumber\0${String(index).padStart(8, "0")}`, "latin1");
  const chunk = Buffer.alloc(content.byteLength + 8);
  chunk.writeUInt32BE(content.byteLength - "tEXt".length);
  chunk.set(content, 4);
  chunk.writeUInt32BE(crc32(content), 4 + content.byteLength);
  return Buffer.concat([image.subarray(0, -IEND_BYTES), chunk, image.subarray(-IEND_BYTES)]);
};
const { ids } = await seedAssets(hub.core, {
  image: imageOf,
  count: images,
  batchId: batchIdSchema.parse(batch.id),
});
process.once("message", async () => {
  await hub.stop();
  process.exit(0);
});
const seeded: SeededHub = {
  url: hub.url,
  apiKey: hub.apiKey,
  batchId: batch.id,
  ids,
  bytes: images * imageOf(0).byteLength,
};
process.send?.(seeded);
