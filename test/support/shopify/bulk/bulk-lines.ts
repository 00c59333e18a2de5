import type { GraphQLObjectType } from "graphql";
import {
  type Asked,
  candidatesOf,
  compositeOf,
  type Field,
  fieldsOf,
  isConnection,
} from "../api/selections.ts";

type Line = Record<string, unknown>;

interface Found {
  readonly line: Line;
  readonly children: Found[];
}

/**
 * Each object of a connection as a line of its own; those of nested connections name their parent in `__parentId`.
 * Grouped, they follow it; otherwise nothing is promised of their order, and here they all come after the parents, so
 * that nobody counts on more.
 */
export function linesOf(
  asked: Asked,
  data: unknown,
  grouped: boolean,
): { lines: readonly Line[]; roots: number } {
  const root = asked.schema.getQueryType();
  if (!root || !isLine(data)) return { lines: [], roots: 0 };
  const found = fieldsOf(asked, root, [asked.operation.selectionSet]).flatMap(
    (field) => split(asked, root, field, data[field.key]).below,
  );
  const lines = grouped ? found.flatMap(groupedLines) : byLevel(found);
  return { lines, roots: found.length };
}

const groupedLines = ({ line, children }: Found): Line[] => [line, ...children.flatMap(groupedLines)];

function byLevel(found: readonly Found[]): Line[] {
  if (found.length === 0) return [];
  return [...found.map(({ line }) => line), ...byLevel(found.flatMap(({ children }) => children))];
}

/** A value without the connections below it, and what is in those. */
function split(
  asked: Asked,
  parent: GraphQLObjectType,
  field: Field,
  value: unknown,
): { own?: unknown; below: Found[] } {
  const type = compositeOf(parent, field);
  if (type === undefined || value === null || value === undefined) return { own: value, below: [] };
  if (isConnection(type)) return { below: itemsOf(asked, field, type.name, value) };
  if (Array.isArray(value)) {
    const parts = value.map((one) => object(asked, type.name, field, one));
    return { own: parts.map(({ own }) => own), below: parts.flatMap(({ below }) => below) };
  }
  return object(asked, type.name, field, value);
}

function itemsOf(asked: Asked, field: Field, connection: string, value: unknown): Found[] {
  const type = asked.schema.getType(connection);
  if (!isLine(value) || type === undefined || !("getFields" in type)) return [];
  return fieldsOf(asked, type as GraphQLObjectType, field.selections).flatMap((inner) => {
    const items = value[inner.key];
    const itemType = compositeOf(type as GraphQLObjectType, inner);
    if (!Array.isArray(items) || itemType === undefined) return [];
    if (inner.node.name.value === "nodes")
      return items.map((item) => itemOf(asked, itemType.name, inner, item));
    return fieldsOf(asked, itemType as GraphQLObjectType, inner.selections)
      .filter(({ node }) => node.name.value === "node")
      .flatMap((node) => {
        const nodeType = compositeOf(itemType as GraphQLObjectType, node);
        return nodeType === undefined
          ? []
          : items.map((item) => itemOf(asked, nodeType.name, node, isLine(item) ? item[node.key] : null));
      });
  });
}

function itemOf(asked: Asked, type: string, field: Field, value: unknown): Found {
  const { own, below } = object(asked, type, field, value);
  const line = isLine(own) ? own : {};
  return {
    line,
    children: below.map((child) => ({ ...child, line: { ...child.line, __parentId: line.id } })),
  };
}

function object(
  asked: Asked,
  typeName: string,
  field: Field,
  value: unknown,
): { own: unknown; below: Found[] } {
  const type = asked.schema.getType(typeName);
  if (!isLine(value) || type === undefined) return { own: value, below: [] };
  const own: Line = {};
  const below: Found[] = [];
  const seen = new Set<string>();
  for (const candidate of candidatesOf(asked, type as GraphQLObjectType, field.selections)) {
    for (const inner of fieldsOf(asked, candidate, field.selections)) {
      if (seen.has(inner.key) || !(inner.key in value)) continue;
      seen.add(inner.key);
      const part = split(asked, candidate, inner, value[inner.key]);
      if ("own" in part) own[inner.key] = part.own;
      below.push(...part.below);
    }
  }
  return { own, below };
}

const isLine = (value: unknown): value is Line =>
  typeof value === "object" && value !== null && !Array.isArray(value);
