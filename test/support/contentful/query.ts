import { invalidQuery } from "./errors.ts";
import { isObject, type Json, textAt } from "./json.ts";
import type { Entity } from "./state.ts";

/** What the fake knows of the search parameters; others are recorded as not implemented, never ignored. */
export class Unsupported extends Error {}

/**
 * Search over entries or assets: `content_type`, `sys.id[in]`, `sys.updatedAt[gte]` and its kin, `order`,
 * `skip`, `limit` (100 by default, at most 1,000).
 *
 * Mirrors "Search parameters" of the Content Delivery API reference, which the management API shares.
 */
export function search(
  entities: Iterable<Entity>,
  query: URLSearchParams,
): { page: Entity[]; total: number } {
  let found = [...entities];
  for (const [name, value] of query) found = narrow(found, query, { name, value });
  const order = query.get("order") ?? "-sys.updatedAt";
  found.sort((a, b) => compareBy(order.split(","), a, b));
  const skip = whole(query, "skip", 0);
  const limit = whole(query, "limit", 100);
  if (limit > 1_000) throw invalidQuery("Query limit may not exceed 1000");
  return { page: found.slice(skip, skip + limit), total: found.length };
}

interface Parameter {
  readonly name: string;
  readonly value: string;
}

export function whole(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name);
  if (text === null) return otherwise;
  if (!/^\d+$/.test(text)) throw invalidQuery(`The value of "${name}" must be a whole number`);
  return Number(text);
}

function narrow(entities: Entity[], query: URLSearchParams, { name, value }: Parameter): Entity[] {
  if (["order", "skip", "limit"].includes(name)) return entities;
  if (name === "content_type") return entities.filter((entity) => entity.contentTypeId === value);
  if (name === "sys.id") return entities.filter((entity) => entity.id === value);
  if (name === "sys.id[in]") {
    const ids = new Set(value.split(","));
    return entities.filter((entity) => ids.has(entity.id));
  }
  if (name === "links_to_asset") return entities.filter((entity) => linksTo(entity, "Asset", value));
  if (name === "links_to_entry") return entities.filter((entity) => linksTo(entity, "Entry", value));
  if (name === "query") return entities.filter((entity) => textOf(entity).includes(value.toLowerCase()));
  if (name === "sys.archivedAt[exists]") {
    return entities.filter(({ archivedVersion }) => (archivedVersion !== undefined) === (value === "true"));
  }
  if (name === "metadata.tags.sys.id[in]") {
    const ids = value.split(",");
    return entities.filter(({ metadata }) =>
      metadata.tags.some((tag) => ids.includes(textAt(tag, "sys", "id") ?? "")),
    );
  }
  const [, fieldId, how] = /^fields\.(\w+)(?:\[(\w+)\])?$/.exec(name) ?? [];
  if (fieldId !== undefined) {
    // Fields can only be searched within one content type.
    if (!query.has("content_type")) throw invalidQuery("A content type must be given to search by fields");
    return entities.filter((entity) => fieldHolds(entity.fields[fieldId], how ?? "equal", value));
  }
  const [, operator] = /^sys\.updatedAt\[(gte|gt|lte|lt)\]$/.exec(name) ?? [];
  if (operator === undefined) throw new Unsupported(`the search parameter ${name}`);
  const bound = Date.parse(value);
  if (Number.isNaN(bound)) throw invalidQuery(`"${value}" is not a date`);
  return entities.filter(({ updatedAt }) => holds(Date.parse(updatedAt), operator, bound));
}

function fieldHolds(values: Record<string, Json> | undefined, how: string, value: string): boolean {
  const present = Object.values(values ?? {}).filter((each) => each !== null);
  const texts = present.flat().map((each) => String(each));
  if (how === "exists") return present.length > 0 === (value === "true");
  if (how === "equal") return texts.includes(value);
  if (how === "ne") return !texts.includes(value);
  if (how === "in") return value.split(",").some((each) => texts.includes(each));
  if (how === "match") return texts.some((each) => each.toLowerCase().includes(value.toLowerCase()));
  throw new Unsupported(`searching fields by [${how}]`);
}

const textOf = ({ fields }: Entity): string => JSON.stringify(fields).toLowerCase();

function holds(at: number, operator: string, bound: number): boolean {
  if (operator === "gte") return at >= bound;
  if (operator === "gt") return at > bound;
  return operator === "lte" ? at <= bound : at < bound;
}

function compareBy(order: readonly string[], a: Entity, b: Entity): number {
  for (const term of order) {
    const descending = term.startsWith("-");
    const field = descending ? term.slice(1) : term;
    const compared = compareField(field, a, b);
    if (compared !== 0) return descending ? -compared : compared;
  }
  return 0;
}

function compareField(field: string, a: Entity, b: Entity): number {
  const of = (entity: Entity): string => {
    if (field === "sys.updatedAt") return entity.updatedAt;
    if (field === "sys.createdAt") return entity.createdAt;
    if (field === "sys.id") return entity.id;
    throw new Unsupported(`ordering by ${field}`);
  };
  const [left, right] = [of(a), of(b)];
  return left < right ? -1 : Number(left > right);
}

function linksTo(entity: Entity, linkType: string, id: string): boolean {
  const holdsLink = (value: Json): boolean => {
    if (Array.isArray(value)) return value.some(holdsLink);
    if (!isObject(value)) return false;
    const { sys } = value;
    if (isObject(sys) && sys.type === "Link" && sys.linkType === linkType && sys.id === id) return true;
    return Object.values(value).some(holdsLink);
  };
  return holdsLink(entity.fields);
}
