import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type BridgeDiscovery, bridgeDiscoverySchema } from "@assetql/contract";
import { until } from "../until.ts";

/** The bridge that is announced in a folder, as an editor finds it; waits for one. */
export const findBridge = (folder: string): Promise<BridgeDiscovery> =>
  until(async () => {
    const found = await bridgesIn(folder);
    return found.toSorted((one, other) => other.startedAt - one.startedAt)[0];
  });

async function bridgesIn(folder: string): Promise<BridgeDiscovery[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith(".json")).map((name) => join(folder, name));
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8").catch(() => "null")));
  return texts.flatMap((text) => bridgeDiscoverySchema.safeParse(JSON.parse(text)).data ?? []);
}
