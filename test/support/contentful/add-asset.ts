import { newEntity, publish } from "./entity.ts";
import type { Entity, Environment } from "./state.ts";

/** A published asset of an editor's; its file is of no interest. */
export function addAsset(environment: Environment, id: string): Entity {
  const asset = newEntity({
    type: "Asset",
    id,
    fields: { title: { "en-US": id } },
    metadata: { tags: [], concepts: [] },
  });
  publish(asset);
  environment.assets.set(id, asset);
  return asset;
}
