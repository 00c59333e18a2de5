/** A hub with approved images of its own process: `node hub-process.ts IMAGES BYTES`. Tells its parent where it is. */
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
const image = await imageOfBytes(bytes);
/** Each another file, so that nothing is sent once for all: what stands behind a PNG's end is no part of the image. */
const imageOf = (index: number): Uint8Array => {
  const one = new Uint8Array(image.byteLength + 4);
  one.set(image);
  new DataView(one.buffer).setUint32(image.byteLength, index);
  return one;
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
  bytes: images * (image.byteLength + 4),
};
process.send?.(seeded);
