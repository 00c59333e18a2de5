import { createHash } from "node:crypto";
import { inspectImage } from "@assetql/core/images";
import { extractFeatures } from "@assetql/style-engine";
import sharp from "sharp";
import { preparedImage } from "../support/fixed-generator.ts";

for (const size of [256, 1024]) {
  const image = await preparedImage(size);
  const cpu = async (name: string, f: () => unknown, n = 60) => {
    for (let i = 0; i < 10; i++) await f();
    const b = process.cpuUsage();
    for (let i = 0; i < n; i++) await f();
    const { user, system } = process.cpuUsage(b);
    console.log(size, name, ((user + system) / 1000 / n).toFixed(2));
  };
  const raw = await sharp(image).resize(256, 256).removeAlpha().raw().toBuffer();
  await cpu("inspect", () => inspectImage(image));
  await cpu("features", () => extractFeatures({ data: raw, width: 256, height: 256 }));
  await cpu("metadata", () => sharp(image).metadata());
  await cpu("decode+resize raw", () =>
    sharp(image, { failOn: "warning" })
      .flatten({ background: "#fff" })
      .toColourspace("srgb")
      .resize(256, 256)
      .removeAlpha()
      .raw()
      .toBuffer(),
  );
  await cpu("decode+resize raw noflatten", () =>
    sharp(image, { failOn: "warning" }).resize(256, 256).removeAlpha().raw().toBuffer(),
  );
  await cpu("decode+resize seq", () =>
    sharp(image, { failOn: "warning", sequentialRead: true }).resize(256, 256).removeAlpha().raw().toBuffer(),
  );
  await cpu("jpeg", () =>
    sharp(raw, { raw: { width: 256, height: 256, channels: 3 } })
      .jpeg({ quality: 82 })
      .toBuffer(),
  );
  await cpu("sha", () => createHash("sha256").update(image).digest("hex"));
}
