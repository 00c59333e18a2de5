import {
  type DocumentNode,
  GraphQLError,
  type GraphQLObjectType,
  getNullableType,
  getOperationAST,
  isListType,
  parse,
  validate,
} from "graphql";
import { deprecatedIn } from "../api/deprecated.ts";
import {
  type Asked,
  candidatesOf,
  compositeOf,
  type Field,
  fieldsOf,
  isConnection,
} from "../api/selections.ts";
import type { Backstage, BulkOperation } from "../backstage.ts";
import { type CallContext, type FieldFunction, only, type View } from "../context.ts";
import { Unsupported, type UserError, userError } from "../errors.ts";
import { freeId, globalId, timeNow } from "../state.ts";
import { linesOf } from "./bulk-lines.ts";

export const BULK_HOST = "storage.googleapis.com";

/** https://shopify.dev/docs/api/usage/bulk-operations/queries, "Operation restrictions". */
const MAX_CONNECTIONS = 5;
/** Below the top one, which is not counted: products → variants → media is as deep as it goes (https://github.com/estuary/connectors/pull/5164). */
/** Connections below that at the top. */
const MAX_DEPTH = 2;
/** At a time and shop, since version 2026-01. */
const MAX_RUNNING = 5;

/**
 * `bulkOperationRunQuery`: the result is JSON lines at an address. Words of mistakes are those that a real shop gave:
 * https://github.com/airhorns/shopify-draft-proxy, `bulk-operation-run-query-validators.json`.
 * https://shopify.dev/docs/api/usage/bulk-operations/queries
 */
export const runQuery: FieldFunction = (args, context) => {
  only(context, "bulkOperationRunQuery", args, ["query", "groupObjects"]);
  const { backstage } = context;
  const refused = (error: UserError) => ({
    __typename: "BulkOperationRunQueryPayload",
    bulkOperation: null,
    userErrors: [error],
  });
  const running = [...backstage.bulkOperations.values()].filter(
    ({ status }) => status === "CREATED" || status === "RUNNING",
  );
  if (running.length >= MAX_RUNNING) {
    const ids = running.map(({ id }) => globalId("BulkOperation", id)).join(", ");
    const message = `A bulk query operation for this app and shop is already in progress: ${ids}.`;
    return refused(userError(null, message, "OPERATION_IN_PROGRESS"));
  }
  const query = String(args.query);
  const asked = readQuery(context, query);
  if (typeof asked === "string") return refused(userError(["query"], asked, "INVALID"));
  const operation: BulkOperation = {
    id: freeId(backstage.state, backstage.bulkOperations),
    query,
    createdAt: timeNow(),
    status: "CREATED",
    errorCode: null,
    completedAt: null,
    objectCount: 0,
    rootObjectCount: 0,
    result: null,
  };
  backstage.bulkOperations.set(operation.id, operation);
  backstage.later(backstage.options.jobMs / 2, () => {
    if (operation.status === "CREATED") operation.status = "RUNNING";
  });
  backstage.later(backstage.options.jobMs, () =>
    run({ ...context, bulk: true }, asked, operation, args.groupObjects === true),
  );
  return {
    __typename: "BulkOperationRunQueryPayload",
    bulkOperation: bulkOperationView(operation),
    userErrors: [],
  };
};

/** The query, or what is wrong with it. */
function readQuery({ admin, backstage }: CallContext, query: string): Asked | string {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    return error instanceof GraphQLError ? `Invalid bulk query: ${error.message}` : String(error);
  }
  const operation = getOperationAST(document);
  const [mistake] = validate(admin.schema, document);
  if (mistake !== undefined) return `Invalid bulk query: ${mistake.message}`;
  const deprecated = deprecatedIn(admin.schema, document);
  backstage.unsupported.push(...deprecated);
  if (deprecated[0] !== undefined) throw new Unsupported(deprecated[0]);
  if (operation?.operation !== "query")
    return "Invalid operation type. Only `query` operations are supported.";
  if ((operation.variableDefinitions ?? []).length > 0) return "Bulk queries cannot have variables";
  const asked: Asked = { schema: admin.schema, document, operation, variables: {} };
  return restrictionBroken(asked) ?? asked;
}

function restrictionBroken(asked: Asked): string | undefined {
  const root = asked.schema.getQueryType();
  if (!root) return "There are no queries";
  const top = fieldsOf(asked, root, [asked.operation.selectionSet]);
  for (const { node } of top) {
    const name = node.name.value;
    if (name === "node" || name === "nodes")
      return `Bulk queries cannot contain a top level \`${name}\` field.`;
  }
  const found: Found = { connections: 0, depth: 0, withoutId: [], byNodes: [], inLists: 0 };
  for (const field of top) measure(asked, root, field, { level: -1, inList: false, connection: "", found });
  return mistakeOf(found);
}

function mistakeOf({ connections, depth, withoutId, byNodes, inLists }: Found): string | undefined {
  if (connections === 0) return "Bulk queries must contain at least one connection.";
  if (byNodes[0] !== undefined) {
    const names = byNodes.map((name) => `'${name}'`).join(", ");
    return `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${byNodes[0]} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: ${names}.`;
  }
  if (connections > MAX_CONNECTIONS)
    return `Bulk queries cannot contain more than ${MAX_CONNECTIONS} connections.`;
  if (depth > MAX_DEPTH) {
    return `Bulk queries cannot contain connections with a nesting depth greater than ${MAX_DEPTH}.`;
  }
  if (inLists > 0)
    return "Queries that contain a connection field within a list field are not currently supported.";
  if (withoutId.length === 0) return undefined;
  return `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${withoutId.join(", ")}.`;
}

interface Found {
  connections: number;
  /** Of the deepest, 0 at the top. */
  depth: number;
  readonly withoutId: string[];
  readonly byNodes: string[];
  inLists: number;
}

interface Measured {
  /** Of the connection around, -1 for none. */
  readonly level: number;
  readonly inList: boolean;
  /** The connection whose `node` this is. */
  readonly connection: string;
  readonly found: Found;
}

function measure(asked: Asked, parent: GraphQLObjectType, field: Field, around: Measured): void {
  const type = compositeOf(parent, field);
  if (type === undefined) return;
  const { found } = around;
  const name = field.node.name.value;
  const isHere = isConnection(type);
  const isItems = parent.name.endsWith("Connection") || parent.name.endsWith("Edge");
  const below: Measured = {
    level: isHere ? around.level + 1 : around.level,
    inList: !isHere && !isItems && (around.inList || isListField(parent, name)),
    connection: isHere ? name : around.connection,
    found,
  };
  if (isHere) {
    found.connections += 1;
    found.depth = Math.max(found.depth, below.level);
    if (around.inList) found.inLists += 1;
  }
  for (const candidate of candidatesOf(asked, type, field.selections)) {
    const inner = fieldsOf(asked, candidate, field.selections);
    if (isHere && inner.some(({ node }) => node.name.value === "nodes")) found.byNodes.push(name);
    if (name === "node" && lacksId(candidate, inner)) found.withoutId.push(below.connection);
    for (const one of inner) measure(asked, candidate, one, below);
  }
}

/** Whether a connection's item has connections of its own, but nothing to tell whose they are. */
const lacksId = (type: GraphQLObjectType, inner: readonly Field[]): boolean =>
  inner.some((one) => isConnectionField(type, one)) && !inner.some(({ key }) => key === "id");

function isConnectionField(parent: GraphQLObjectType, field: Field): boolean {
  const type = compositeOf(parent, field);
  return type !== undefined && isConnection(type);
}

const isListField = (parent: GraphQLObjectType, name: string): boolean => {
  const type = parent.getFields()[name]?.type;
  return type !== undefined && isListType(getNullableType(type));
};

async function run(
  context: CallContext,
  asked: Asked,
  operation: BulkOperation,
  grouped: boolean,
): Promise<void> {
  if (operation.status === "CANCELED") return;
  const { data, errors } = await context.parts.carryOut(context, asked);
  operation.completedAt = timeNow();
  if (errors !== undefined) {
    operation.status = "FAILED";
    const isDenied = errors.some(({ extensions }) => extensions.code === "ACCESS_DENIED");
    operation.errorCode = isDenied ? "ACCESS_DENIED" : "INTERNAL_SERVER_ERROR";
    return;
  }
  const { lines, roots } = linesOf(asked, data, grouped);
  operation.result = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  operation.objectCount = lines.length;
  operation.rootObjectCount = roots;
  operation.status = "COMPLETED";
}

export function bulkOperationView(operation: BulkOperation): View {
  const { id, query, createdAt, status, errorCode, completedAt, objectCount, rootObjectCount, result } =
    operation;
  const isThere = result !== null && result !== "";
  return {
    __typename: "BulkOperation",
    id: globalId("BulkOperation", id),
    type: "QUERY",
    query,
    createdAt,
    status,
    errorCode,
    completedAt,
    objectCount: String(objectCount),
    rootObjectCount: String(rootObjectCount),
    fileSize: isThere ? String(Buffer.byteLength(result)) : null,
    url: isThere
      ? `https://${BULK_HOST}/shopify-tiers-assets-prod-us-east1/bulk-operation-outputs/${id}.jsonl?signature=fake`
      : null,
    partialDataUrl: null,
  };
}

/** The result of a bulk operation, where its `url` says. */
export function bulkResult({ bulkOperations }: Backstage, path: string): Response {
  const id = /\/bulk-operation-outputs\/(\d+)\.jsonl$/.exec(path)?.[1] ?? "";
  const result = bulkOperations.get(id)?.result;
  if (result === undefined || result === null) return new Response("Not Found", { status: 404 });
  return new Response(result, { headers: { "content-type": "application/jsonl" } });
}
