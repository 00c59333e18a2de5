import type { PostProcessMessage } from "@assetql/contract";
import { assets } from "../assets/asset-record.ts";
import type { CoreDeps } from "../deps.ts";
import { replace } from "../ports/index.ts";
import { announce } from "../shared/outbox-body.ts";
import { tagsFromPrompt } from "./tags.ts";

/**
 * Tags and categorises an asset and makes it ready. The thumbnail was made with the score, from the same decode.
 * Safe to repeat; tags that a person has set stay.
 */
export async function postProcess(
  { store, outbox, clock }: Pick<CoreDeps, "store" | "outbox" | "clock">,
  { assetId, version }: PostProcessMessage,
): Promise<void> {
  const stored = await store.get(assets, assetId);
  if (stored === undefined || stored.value.version !== version || stored.value.status === "ready") return;
  const { value: asset, revision } = stored;
  const { tags, category } = tagsFromPrompt(asset.metadata, asset.prompt);
  const kept = asset.tags.filter(({ source }) => source === "person");
  const found = tags
    .filter((name) => !kept.some((tag) => tag.name === name))
    .map((name) => ({ name, source: "prompt" as const }));
  const now = clock.now();
  await store.transact([
    replace(
      assets,
      { ...asset, status: "ready", tags: [...kept, ...found], category, updatedAt: now },
      revision,
    ),
    announce(outbox, asset.batchId, {
      events: [{ type: "asset.ready", assetId, batchId: asset.batchId, at: now }],
    }),
  ]);
}
