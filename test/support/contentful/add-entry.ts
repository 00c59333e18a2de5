import { newEntity, publish } from "./entity.ts";
import type { Entity, Environment, LocalizedFields } from "./state.ts";

/** An entry an editor has written: published, unless told otherwise. */
export function addEntry(
  environment: Environment,
  id: string,
  rest: { fields: LocalizedFields; contentTypeId?: string; draft?: boolean; updatedAt?: string },
): Entity {
  const entry = newEntity({
    type: "Entry",
    id,
    contentTypeId: rest.contentTypeId ?? "article",
    fields: rest.fields,
    metadata: { tags: [], concepts: [] },
  });
  if (rest.draft !== true) publish(entry);
  if (rest.updatedAt !== undefined) entry.updatedAt = rest.updatedAt;
  environment.entries.set(id, entry);
  return entry;
}
