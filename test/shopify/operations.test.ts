import { existsSync, readdirSync, readFileSync } from "node:fs";
import { NEXT_SHOPIFY_API_VERSION, operations, SHOPIFY_API_VERSION, shopifyScopes } from "@assetql/shopify";
import {
  type DocumentNode,
  getNamedType,
  getOperationAST,
  Kind,
  NoDeprecatedCustomRule,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { describe, expect, it } from "vitest";
import { UNKNOWN_COST } from "../../connectors/shopify/src/client/costs.ts";
import { bulkProductsQuery } from "../../connectors/shopify/src/operations/product-fields.ts";
import { requestedCost } from "../support/shopify/cost.ts";
import { type AdminSchema, adminSchema, versions } from "../support/shopify/schema.ts";

const repository = new URL("../../", import.meta.url);

function schemaOf(version: string): AdminSchema {
  const admin = adminSchema(version);
  if (admin === undefined) throw new Error(`No schema of ${version}`);
  return admin;
}

const bulkQueries = [bulkProductsQuery(null), bulkProductsQuery('title:"a \\ b"')];

const documents: readonly (readonly [string, string])[] = [
  ...operations.map(({ name, document }) => [name, document] as const),
  ...bulkQueries.map((query, index) => [`bulk query ${index}`, query] as const),
];

describe("operations", () => {
  it("are checked against the version that is used and the next one", () => {
    expect([...versions]).toEqual([SHOPIFY_API_VERSION, NEXT_SHOPIFY_API_VERSION]);
  });

  describe.each(versions)("in Shopify's schema of %s", (version) => {
    it.each(documents)("%s is valid and uses nothing that is deprecated", (_name, document) => {
      const { schema } = schemaOf(version);
      const problems = validate(schema, parse(document), [...specifiedRules, NoDeprecatedCustomRule]);
      expect(problems.map(({ message }) => message)).toEqual([]);
    });

    it("need the scopes that the app asks for, and no others", () => {
      const needs = documents.flatMap(([, document]) => accessOf(schemaOf(version), parse(document)));
      const unmet = needs.filter((scopes) => !shopifyScopes.some((scope) => covers(scope, scopes)));
      expect(unmet).toEqual([]);
      const unused = shopifyScopes.filter((scope) => {
        const others = shopifyScopes.filter((other) => other !== scope);
        return needs.every((scopes) => others.some((other) => covers(other, scopes)));
      });
      expect(unused).toEqual([]);
    });
  });

  it.each(operations)("$name is one operation of that name", ({ name, document }) => {
    const definitions = parse(document).definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    expect(definitions).toHaveLength(1);
    expect(getOperationAST(parse(document))?.name?.value).toBe(name);
  });

  it("have names of their own", () => {
    const names = operations.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it("are all listed", async () => {
    const folder = new URL("connectors/shopify/src/operations/", repository);
    const listed = new Set<unknown>(operations);
    for (const file of readdirSync(folder)) {
      const exported: Record<string, unknown> = await import(new URL(file, folder).href);
      for (const [name, value] of Object.entries(exported)) {
        if (isOperation(value)) expect(listed, `${name} of ${file}`).toContain(value);
      }
    }
  });

  it.skipIf(!existsSync(new URL("apps/shopify/shopify.app.toml", repository)))(
    "need the scopes that the app's settings for Shopify name",
    () => {
      const settings = readFileSync(new URL("apps/shopify/shopify.app.toml", repository), "utf8");
      const scopes = /^scopes\s*=\s*"([^"]*)"/m.exec(settings)?.[1] ?? "";
      expect(
        scopes
          .split(",")
          .map((scope) => scope.trim())
          .toSorted(),
      ).toEqual([...shopifyScopes].toSorted());
    },
  );
});

/** As large as they are asked. */
const largest: readonly (readonly [string, Record<string, unknown>])[] = [
  ["SearchProducts", { first: 25, after: null, query: null, variantsFirst: 1 }],
  ["SearchProducts", { first: 10, after: null, query: null, variantsFirst: 10 }],
  ["ProductsById", { ids: ids("Product", 10), variantsFirst: 10 }],
  ["MoreVariants", { id: "gid://shopify/Product/1", variantsFirst: 50, after: null }],
  ["MoreMetafields", { id: "gid://shopify/Product/1", first: 100, after: null }],
  ["ProductsOfVariants", { ids: ids("ProductVariant", 100) }],
  ["CountProducts", { query: null }],
  ["SearchCollections", { first: 50, after: null, query: null }],
  ["CollectionsById", { ids: ids("Collection", 50) }],
  ["RunBulkQuery", { query: "{ products { edges { node { id } } } }" }],
  ["BulkOperationById", { id: "gid://shopify/BulkOperation/1" }],
];

describe("what operations that read cost", () => {
  it.each(largest)("%s with %j is less than is set aside before it is known", (name, variables) => {
    const { schema } = schemaOf(SHOPIFY_API_VERSION);
    const document = parse(documents.find(([one]) => one === name)?.[1] ?? "");
    const operation = getOperationAST(document);
    if (!operation) throw new Error(`${name} is no operation`);
    expect(requestedCost({ schema, document, operation, variables })).toBeLessThanOrEqual(UNKNOWN_COST);
  });

  it.each(largest)(
    "%s with %j stays below what Shopify allows if lists count by their size",
    (name, variables) => {
      const document = parse(documents.find(([one]) => one === name)?.[1] ?? "");
      expect(costBySize(schemaOf(SHOPIFY_API_VERSION), document, variables)).toBeLessThan(700);
    },
  );
});

function ids(type: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `gid://shopify/${type}/${index + 1}`);
}

const isOperation = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "document" in value && "schema" in value;

/** Of each field and type that a document names: the scopes of which one is needed. */
function accessOf({ schema, access }: AdminSchema, document: DocumentNode): (readonly string[])[] {
  const types = new TypeInfo(schema);
  const needs: (readonly string[])[] = [];
  const add = (key: string): void => {
    const found = access.get(key);
    if (found !== undefined) needs.push(found.scopes);
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        add(`${types.getParentType()?.name}.${node.name.value}`);
        const type = types.getType();
        if (type) add(getNamedType(type).name);
      },
      InlineFragment() {
        const type = types.getType();
        if (type) add(getNamedType(type).name);
      },
    }),
  );
  return needs;
}

/** A scope to write includes the one to read. */
const covers = (granted: string, scopes: readonly string[]): boolean =>
  scopes.some((scope) => scope === granted || scope.replace(/^read_/, "write_") === granted);

/** As documented: an object is a point, a list as many as it may have, a mutation ten more. */
function costBySize(
  { schema }: AdminSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  const types = new TypeInfo(schema);
  const sizes = [1];
  let cost = 0;
  const inlined = visit(document, {
    FragmentSpread: (node) => ({
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: fragments.get(node.name.value)?.typeCondition,
      selectionSet: fragments.get(node.name.value)!.selectionSet,
    }),
    FragmentDefinition: { leave: () => null },
  });
  visit(
    inlined,
    visitWithTypeInfo(types, {
      OperationDefinition(node) {
        if (node.operation === "mutation") cost += 10;
      },
      Field: {
        enter(node) {
          const type = types.getType();
          const name = type ? getNamedType(type).name : "";
          const isCounted = node.selectionSet !== undefined && !/(?:Connection|PageInfo|Edge)$/.test(name);
          const first = node.arguments?.find(
            (argument) => argument.name.value === "first" || argument.name.value === "ids",
          );
          const given = first?.value.kind === Kind.VARIABLE ? variables[first.value.name.value] : undefined;
          const literal = first?.value.kind === Kind.INT ? Number(first.value.value) : undefined;
          const size =
            literal ?? (Array.isArray(given) ? given.length : typeof given === "number" ? given : 1);
          const times = (sizes.at(-1) ?? 1) * size;
          sizes.push(times);
          if (isCounted) cost += times;
        },
        leave: () => void sizes.pop(),
      },
    }),
  );
  return cost;
}
