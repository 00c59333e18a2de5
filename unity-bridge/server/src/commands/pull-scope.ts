import type { Client } from "@assetql/client";
import {
  type AssetId,
  type BatchId,
  type BridgeScope,
  type Json,
  type Link,
  PUBLICATION_LIMITS,
  type Target,
} from "@assetql/contract";
import { BridgeProblemError } from "../session/problems.ts";

interface Asked {
  readonly scope: BridgeScope;
  readonly target: Target;
}

/** What a publication is asked for. */
interface Scope {
  readonly name?: string;
  readonly batchId?: BatchId;
  readonly assetIds?: AssetId[];
  readonly options: Readonly<Record<string, Json>>;
}

type Reading = Pick<Client, "batches" | "assets" | "targets">;

/** Throws a BridgeProblemError with the code `nothing-changed` when nothing that was pulled has a newer version. */
export async function scopeOf(
  { client }: { readonly client: Reading },
  { scope, target }: Asked,
  signal: AbortSignal,
): Promise<Scope> {
  if (scope.kind === "assets") return { assetIds: scope.assetIds, options: {} };
  if (scope.kind === "batch") {
    const { name } = await client.batches.get(scope.batchId, { signal });
    return { name, batchId: scope.batchId, options: {} };
  }
  const newer = await newerAssets(client, target, signal);
  if (newer.length === 0) {
    throw new BridgeProblemError(
      "nothing-changed",
      "Every texture that was pulled is up to date: none has a newer approved version.",
    );
  }
  const assetIds = newer.slice(0, PUBLICATION_LIMITS.assetIds);
  // Several pulls take what one does not, and its name says so.
  const name =
    assetIds.length === newer.length
      ? "Newer versions"
      : `Newer versions: ${assetIds.length} of ${newer.length}, pull again for the rest`;
  return { name, assetIds, options: { keepSettings: true } };
}

/** Assets in the project whose version that counts is approved, and another than the one that is there. */
async function newerAssets(client: Reading, target: Target, signal: AbortSignal): Promise<AssetId[]> {
  const links = await Array.fromAsync(client.targets.linksAll(target.id, { signal }));
  const there = new Map(
    links.flatMap((link): [AssetId, Link][] =>
      link.state === "published" && link.assetId !== null ? [[link.assetId, link]] : [],
    ),
  );
  const batchIds = new Set([...there.values()].flatMap(({ batchId }) => batchId ?? []));
  const newer: AssetId[] = [];
  for (const batchId of batchIds) {
    for await (const { id, version, review } of client.assets.listAll({ batchId, limit: 200 }, { signal })) {
      const link = there.get(id);
      if (link !== undefined && review === "approved" && version !== link.version) newer.push(id);
    }
  }
  return newer;
}
