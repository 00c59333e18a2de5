import { inspectImage } from "@assetql/core/images";
import { simpleCsv } from "../support/csv.ts";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { openTestHome } from "../support/test-home.ts";

const n = Number(process.argv[2] ?? 200),
  size = Number(process.argv[3] ?? 1024),
  lat = Number(process.argv[4] ?? 0);
const image = await preparedImage(size);
const home = await openTestHome(createFixedGenerator({ image, latencyMs: lat }));
const cpu = async (f: () => Promise<void>) => {
  const b = process.cpuUsage();
  const t = performance.now();
  await f();
  const { user, system } = process.cpuUsage(b);
  return [(user + system) / 1000 / n, (performance.now() - t) / 1000];
};
const w = await home.submit({ csv: simpleCsv(20), config: { styleGate: "off" } });
await home.untilEnded(w.id);
const bare = lat
  ? [0]
  : await cpu(async () => {
      for (let i = 0; i < n; i++) await inspectImage(image);
    });
let b: any;
const pipe = await cpu(async () => {
  const { id } = await home.submit({ csv: simpleCsv(n), config: { styleGate: "off" } });
  b = await home.untilEnded(id);
});
console.log({
  image: image.byteLength,
  bare,
  pipe,
  ratio: pipe[0]! / bare[0]!,
  makespan: (b.completedAt - b.createdAt) / 1000,
  ideal: (Math.ceil(n / 10) * lat) / 1000,
});
await home.dispose();
