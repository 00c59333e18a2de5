import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import {
  buildClientSchema,
  GraphQLError,
  type GraphQLSchema,
  type IntrospectionQuery,
  isScalarType,
  Kind,
} from "graphql";

export const versions = ["2026-07", "2026-10"] as const;
export type Version = (typeof versions)[number];

/** What a field or type needs; one of the scopes is enough. */
export interface Access {
  readonly scopes: readonly string[];
  /** As Shopify words it. */
  readonly words: string;
}

export interface AdminSchema {
  readonly version: Version;
  readonly schema: GraphQLSchema;
  /** By `Type` or `Type.field`; only what needs a scope. */
  readonly access: ReadonlyMap<string, Access>;
}

interface ScopeItem {
  readonly typeName: string;
  readonly fieldName?: string;
  readonly requiredAccess: string;
  readonly offlineScopes: readonly string[];
}

const loaded = new Map<Version, AdminSchema>();

/** The real schema of a version, read once per process. Undefined for a version that is not supported. */
export function adminSchema(version: string): AdminSchema | undefined {
  const known = versions.find((candidate) => candidate === version);
  if (known === undefined) return undefined;
  const before = loaded.get(known);
  if (before !== undefined) return before;
  const fresh = load(known);
  loaded.set(known, fresh);
  return fresh;
}

function load(version: Version): AdminSchema {
  const file = new URL(`./schema/admin_${version}.json.gz`, import.meta.url);
  const { data, offline_scopes } = JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")) as {
    data: IntrospectionQuery;
    offline_scopes: { items: ScopeItem[] };
  };
  const schema = buildClientSchema(data);
  checkScalars(schema);
  return { version, schema, access: accessOf(offline_scopes.items) };
}

function accessOf(items: readonly ScopeItem[]): Map<string, Access> {
  const access = new Map<string, Access>();
  for (const { typeName, fieldName, requiredAccess, offlineScopes } of items) {
    if (offlineScopes.length === 0) continue;
    const key = fieldName === undefined ? typeName : `${typeName}.${fieldName}`;
    access.set(key, { scopes: offlineScopes, words: requiredAccess });
  }
  return access;
}

/** A schema from introspection takes anything for a custom scalar; Shopify does not. */
const scalarPatterns: Readonly<Record<string, RegExp>> = {
  UnsignedInt64: /^\d{1,20}$/,
  URL: /^https?:\/\/\S+$/,
  Decimal: /^-?\d+(\.\d+)?$/,
  Money: /^-?\d+(\.\d+)?$/,
};

function checkScalars(schema: GraphQLSchema): void {
  for (const [name, pattern] of Object.entries(scalarPatterns)) {
    const type = schema.getType(name);
    if (!isScalarType(type)) throw new Error(`The schema has no scalar ${name}`);
    const parse = (value: unknown): string => {
      if (typeof value === "string" && pattern.test(value)) return value;
      throw new GraphQLError(`${JSON.stringify(value)} is no ${name}, which is a string of its own form`);
    };
    type.parseValue = parse;
    type.parseLiteral = (node) => parse(node.kind === Kind.STRING ? node.value : undefined);
  }
}
