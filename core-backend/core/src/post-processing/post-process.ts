import type { EditableMember, PostProcessMessage } from "@assetql/contract";
import { assets } from "../assets/asset-record.ts";
import type { CoreDeps } from "../deps.ts";
import { replace } from "../ports/index.ts";
import { announce } from "../shared/outbox-body.ts";
import { tasks } from "../tasks/task-record.ts";
import { tagsFromPrompt } from "./tags.ts";

/**
 * Tags and categorises an asset and makes it ready. The thumbnail was made with the score, from the same decode.
 * Safe to repeat; tags that a person has set stay.
 */
export async function postProcess(
  { store, outbox, clock }: Pick<CoreDeps, "store" | "outbox" | "clock">,
  { assetId }: PostProcessMessage,
): Promise<void> {
  const stored = await store.get(assets, assetId);
  // Whichever version counts by now: what it is tagged by is in its record.
  if (stored === undefined || stored.value.status === "ready") return;
  const { value: asset, revision } = stored;
  // Of the row's own prompt: what a person asked to be different is no word for what is pictured.
  const prompt = (await store.get(tasks, asset.taskId))?.value.prompt ?? asset.prompt;
  const found = tagsFromPrompt(asset.metadata, prompt);
  const isSet = (member: EditableMember): boolean => asset.edited.includes(member);
  const tags = isSet("tags") ? asset.tags : found.tags.map((name) => ({ name, source: "prompt" as const }));
  const category = isSet("category") ? asset.category : found.category;
  const now = clock.now();
  await store.transact([
    replace(assets, { ...asset, status: "ready", tags, category, updatedAt: now }, revision),
    announce(outbox, asset.batchId, {
      workspaceId: asset.workspaceId,
      events: [{ type: "asset.ready", assetId, batchId: asset.batchId, at: now }],
    }),
  ]);
}
