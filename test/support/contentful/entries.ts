import { checkId, environmentOf, idOf } from "./call.ts";
import { edit, newEntity, readMetadata } from "./entity.ts";
import type { EntityKind } from "./entity-routes.ts";
import { badRequest, invalid, notFound, unresolved } from "./errors.ts";
import { checkFields, linksOf, missingFields } from "./field-checks.ts";
import { isObject, type Json, textAt } from "./json.ts";
import type { ContentType, Entity, Environment, LocalizedFields } from "./state.ts";

/**
 * Entries: the content type comes in `X-Contentful-Content-Type`, fields must be fields of that type, and a
 * publication resolves every link.
 *
 * Mirrors "Entries" of the CMA reference.
 */
export const entryKind: EntityKind = {
  type: "Entry",
  segment: "entries",
  create(call) {
    const environment = environmentOf(call);
    const contentTypeId = call.headers["x-contentful-content-type"];
    if (contentTypeId === undefined) throw badRequest("The X-Contentful-Content-Type header is missing");
    const type = activated(environment, contentTypeId);
    checkId(idOf(call));
    const fields = checkedFields(environment, type, call.body);
    const metadata = readMetadata(call.state, environment, call.body);
    return newEntity({ type: "Entry", id: idOf(call), contentTypeId, fields, metadata });
  },
  update(call, entity) {
    const environment = environmentOf(call);
    const fields = checkedFields(environment, activated(environment, entity.contentTypeId ?? ""), call.body);
    edit(entity, fields, readMetadata(call.state, environment, call.body));
  },
  checkPublishable(environment, entity) {
    const type = activated(environment, entity.contentTypeId ?? "");
    const missing = missingFields(environment, type, entity.fields);
    if (missing.length > 0) throw invalid("InvalidEntry", missing);
    checkLinks(environment, entity);
  },
};

export function readFields(body: Json): LocalizedFields {
  const given = isObject(body) ? body.fields : undefined;
  if (given === undefined) return {};
  if (!isObject(given)) throw badRequest("The body has no fields");
  const fields: LocalizedFields = {};
  for (const [id, values] of Object.entries(given)) {
    if (values !== null && !isObject(values)) {
      const details = `The type of "${id}" is incorrect, expected type: Object`;
      throw invalid("InvalidEntry", [{ name: "type", path: ["fields", id], details }]);
    }
    fields[id] = { ...values };
  }
  return fields;
}

function checkedFields(environment: Environment, type: ContentType, body: Json): LocalizedFields {
  const fields = readFields(body);
  const errors = checkFields(environment, type, fields);
  if (errors.length > 0) throw invalid("InvalidEntry", errors);
  return fields;
}

function checkLinks(environment: Environment, entity: Entity): void {
  for (const { link, path } of linksOf(entity.fields)) {
    const id = textAt(link, "sys", "id") ?? "";
    const linkType = textAt(link, "sys", "linkType") ?? "";
    const store = linkType === "Asset" ? environment.assets : environment.entries;
    if (!store.has(id)) throw unresolved(linkType, id, path);
  }
}

function activated(environment: Environment, id: string): ContentType {
  const type = environment.contentTypes.get(id);
  if (type?.publishedVersion === undefined) throw notFound("ContentType", id);
  return type;
}

/** For tests that act as an editor: the entry, or an error that names it. */
export function editorsEntry(environment: Environment, id: string): Entity {
  const entry = environment.entries.get(id);
  if (entry === undefined) throw new Error(`There is no entry ${id}`);
  return entry;
}
