import { inspectImage } from "@assetql/core/images";
import sharp from "sharp";
import { preparedImage } from "../support/fixed-generator.ts";
sharp.concurrency(Number(process.argv[2])); if (process.argv[3]) sharp.cache(false);
for (const size of [256, 1024]) {
const image = await preparedImage(size);
for (let i=0;i<15;i++) await inspectImage(image);
const b = process.cpuUsage(); const t=performance.now(); for (let i = 0; i < 80; i++) await inspectImage(image); const { user, system } = process.cpuUsage(b); console.log(process.argv[2], process.argv[3]??"", size, "cpu", ((user + system) / 1000 / 80).toFixed(2), "wall", ((performance.now()-t)/80).toFixed(2));
}
