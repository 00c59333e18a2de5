import path from "node:path";
import type { BatchId } from "@assetql/contract";
import { fetchExport } from "../export/fetch-export.ts";
import type { DemoRun } from "./demo.ts";

const platforms = ["unity", "shopify", "wordpress", "social"] as const;

export interface DemoExport {
  readonly platform: (typeof platforms)[number];
  readonly path: string;
  readonly bytes: number;
}

/** Packages a batch for four platforms at once, into `{out}/exports`. */
export async function exportAll(
  { session, client, out }: DemoRun,
  batchId: BatchId,
): Promise<readonly DemoExport[]> {
  session.terminal.note(`Packaging for ${platforms.join(", ")} ...`);
  return Promise.all(
    platforms.map(async (platform) => {
      const { id } = await client.exports.create({ platform, batchId });
      const file = path.join(out, "exports", `${platform}.zip`);
      const { bytes } = await fetchExport(session, { client, id, file });
      return { platform, path: file, bytes };
    }),
  );
}
