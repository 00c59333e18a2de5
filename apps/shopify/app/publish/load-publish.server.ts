import {
  type AssetId,
  assetIdSchema,
  type BatchId,
  PUBLICATION_LIMITS,
  type Target,
} from "@assetql/contract";
import { redirect } from "@remix-run/node";
import type { Visit } from "../../server/services.ts";
import { fieldOf } from "../common/visit-loader.server.ts";
import { countStates } from "../review/find-images.server.ts";
import { type BatchItems, itemsOfBatch } from "./batch-items.server.ts";
import { changesOf, choicesOf, type PublishChoices, readChoices } from "./publish-options.ts";

export interface PublishPage {
  readonly batch: { readonly id: string; readonly name: string };
  readonly approved: number;
  /** Images that can be chosen for one publication; of a batch there may be more. */
  readonly mostChosen: number;
  readonly items: BatchItems;
  readonly defaults: PublishChoices;
  /** So that sending twice makes one publication. */
  readonly idempotencyKey: string;
}

export async function loadPublish(visit: Visit, batchId: BatchId): Promise<PublishPage> {
  const [batch, counts, items, target] = await Promise.all([
    visit.hub.batches.get(batchId),
    countStates(visit.hub, batchId),
    itemsOfBatch(visit.hub, batchId),
    readTarget(visit),
  ]);
  return {
    batch: { id: batch.id, name: batch.name },
    approved: counts.approved,
    mostChosen: PUBLICATION_LIMITS.assetIds,
    items,
    defaults: defaultsOf(target),
    idempotencyKey: crypto.randomUUID(),
  };
}

const readTarget = ({ hub, connection }: Visit): Promise<Target> => hub.targets.get(connection.targetId);

const defaultsOf = ({ config, policies }: Target): PublishChoices =>
  choicesOf({ config, conflict: policies.conflict });

/** Has the plan made, and goes where it will be. Throws what the hub's client throws. */
export async function planPublication(visit: Visit, batchId: BatchId, form: FormData): Promise<Response> {
  const [target, { name }] = await Promise.all([readTarget(visit), visit.hub.batches.get(batchId)]);
  const defaults = defaultsOf(target);
  const choices = readChoices((field) => fieldOf(form, field), defaults);
  const chosen = fieldOf(form, "assetIds");
  const key = fieldOf(form, "idempotencyKey");
  const publication = await visit.hub.publications.create(
    {
      targetId: target.id,
      name,
      // A choice of which nothing can be read, or too much, is refused by the hub: it becomes neither the whole batch
      // nor a part of what was chosen.
      ...(chosen === "" ? { batchId } : { assetIds: assetIdsIn(chosen) }),
      ...changesOf(choices, defaults),
    },
    key === "" ? {} : { idempotencyKey: key },
  );
  return redirect(`/app/publications/${publication.id}`);
}

const assetIdsIn = (text: string): AssetId[] =>
  text.split(",").flatMap((id) => {
    const parsed = assetIdSchema.safeParse(id);
    return parsed.success ? [parsed.data] : [];
  });
