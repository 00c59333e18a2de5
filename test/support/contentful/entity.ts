import { badRequest, unresolved } from "./errors.ts";
import { isObject, type Json, type JsonObject, link, textAt } from "./json.ts";
import type { ContentfulState, Entity, Environment, LocalizedFields, Metadata, Space } from "./state.ts";

/**
 * What entries and assets share: versions and the states draft, changed, published and archived.
 *
 * Mirrors "Entries" and "Assets" of the CMA reference: each change raises `sys.version` by one; publishing
 * sets `publishedVersion` to the version published and raises the version once more; only what is unpublished
 * can be archived or deleted; what is archived cannot be edited or published.
 */
export function touch(entity: Entity): void {
  entity.version += 1;
  entity.updatedAt = new Date().toISOString();
}

export function edit(entity: Entity, fields: LocalizedFields, metadata: Metadata): void {
  if (entity.archivedVersion !== undefined) throw badRequest("Cannot edit archived");
  entity.fields = fields;
  entity.metadata = metadata;
  touch(entity);
}

export function publish(entity: Entity): void {
  if (entity.archivedVersion !== undefined) throw badRequest("Cannot publish archived");
  entity.publishedVersion = entity.version;
  entity.publishedAt = new Date().toISOString();
  entity.publishedCounter += 1;
  touch(entity);
}

export function unpublish(entity: Entity): void {
  if (entity.publishedVersion === undefined) throw badRequest("Not published");
  delete entity.publishedVersion;
  delete entity.publishedAt;
  touch(entity);
}

export function archive(entity: Entity): void {
  if (entity.publishedVersion !== undefined) throw badRequest("Cannot archive published");
  if (entity.archivedVersion !== undefined) throw badRequest("Already archived");
  entity.archivedVersion = entity.version;
  touch(entity);
}

export function unarchive(entity: Entity): void {
  if (entity.archivedVersion === undefined) throw badRequest("Not archived");
  delete entity.archivedVersion;
  touch(entity);
}

export function checkDeletable(entity: Entity): void {
  if (entity.publishedVersion !== undefined) throw badRequest("Cannot delete published");
}

/** Tags and concepts of a body; each must exist. At most 100 tags and 10 concepts on an entity. */
export function readMetadata(state: ContentfulState, environment: Environment, body: Json): Metadata {
  const metadata = isObject(body) ? body.metadata : undefined;
  const links = (name: string, most: number): JsonObject[] => {
    const list = isObject(metadata) ? metadata[name] : undefined;
    if (list === undefined) return [];
    if (!Array.isArray(list)) throw badRequest(`metadata.${name} must be a list of links`);
    if (list.length > most) throw badRequest(`metadata.${name} holds more than ${most} links`);
    return list.filter(isObject);
  };
  const tags = links("tags", 100);
  const concepts = links("concepts", 10);
  for (const [index, tag] of tags.entries()) {
    const id = textAt(tag, "sys", "id") ?? "";
    if (!environment.tags.has(id)) throw unresolved("Tag", id, ["metadata", "tags", index]);
  }
  for (const [index, concept] of concepts.entries()) {
    const id = textAt(concept, "sys", "id") ?? "";
    if (!state.concepts.has(id)) throw unresolved("TaxonomyConcept", id, ["metadata", "concepts", index]);
  }
  return { tags, concepts };
}

export function entityBody(space: Space, environment: Environment, entity: Entity): JsonObject {
  const sys: JsonObject = {
    type: entity.type,
    id: entity.id,
    version: entity.version,
    createdAt: entity.createdAt,
    updatedAt: entity.updatedAt,
    publishedCounter: entity.publishedCounter,
    space: link("Space", space.id),
    environment: link("Environment", environment.id),
    createdBy: link("User", "user-1"),
    updatedBy: link("User", "user-1"),
  };
  if (entity.contentTypeId !== undefined) sys.contentType = link("ContentType", entity.contentTypeId);
  if (entity.publishedVersion !== undefined) sys.publishedVersion = entity.publishedVersion;
  if (entity.publishedAt !== undefined) sys.publishedAt = entity.publishedAt;
  if (entity.archivedVersion !== undefined) sys.archivedVersion = entity.archivedVersion;
  const metadata = { tags: entity.metadata.tags, concepts: entity.metadata.concepts };
  return structuredClone({ sys, metadata, fields: entity.fields });
}

export function newEntity(
  base: Pick<Entity, "type" | "id" | "fields" | "metadata"> & { contentTypeId?: string },
): Entity {
  const now = new Date().toISOString();
  return { ...base, version: 1, createdAt: now, updatedAt: now, publishedCounter: 0 };
}
