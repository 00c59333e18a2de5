import { setTimeout } from "node:timers/promises";
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  getOperationAST,
  getVariableValues,
  parse,
} from "graphql";
import type { Backstage } from "../backstage.ts";
import { type CallContext, type Parts, unsupported } from "../context.ts";
import { actualCost, requestedCost } from "../cost.ts";
import { apiError, ConnectionCut, Unsupported } from "../errors.ts";
import type { ApiCall, Fault } from "../fake-shopify.ts";
import { collectionView } from "../products/collection-view.ts";
import { type AdminSchema, adminSchema } from "../schema.ts";
import { checkAccess } from "./access.ts";
import { checkedDocument } from "./checked.ts";
import { deprecatedInVariables } from "./deprecated.ts";
import { takeFault } from "./faults.ts";
import { mutationRoot } from "./mutations.ts";
import { queryRoot } from "./queries.ts";
import type { Asked } from "./selections.ts";

/** No single call may cost more, on no plan. */
const MAX_COST = 1_000;
/** "Input arguments that accept an array have a maximum size of 250 for all APIs": https://shopify.dev/docs/api/usage/limits */
const MAX_INPUT = 250;
const RATE_LIMITS = "https://shopify.dev/api/usage/rate-limits";

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly outcome: string;
  readonly requested?: number;
  readonly actual?: number;
}

interface Received {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

/** Answers `POST /admin/api/<version>/graphql.json`. */
export async function answerCall(backstage: Backstage, version: string, request: Request): Promise<Response> {
  const admin = adminSchema(version);
  if (admin === undefined) return json(404, { errors: "Not Found" });
  if (request.method !== "POST") return json(405, { errors: "Method Not Allowed" });
  const received = readCall(await request.text());
  if (received === undefined)
    return json(400, { errors: { query: "Required parameter missing or invalid" } });
  if (backstage.options.latencyMs > 0) await setTimeout(backstage.options.latencyMs);
  const document = parsed(received.query);
  const operation =
    document instanceof GraphQLError ? null : getOperationAST(document, received.operationName);
  const name = operation?.name?.value ?? null;
  const fault = takeFault(backstage.faults, name);
  if (fault?.kind === "refused") {
    record(backstage, version, { name, received }, { status: 0, body: null, outcome: "refused" });
    throw new ConnectionCut("refused");
  }
  const token = request.headers.get("x-shopify-access-token");
  const answer = await answerOf(backstage, admin, { received, document, token, fault });
  record(backstage, version, { name, received }, answer);
  if (fault?.kind === "lost") throw new ConnectionCut("lost");
  return json(answer.status, answer.body, { "x-shopify-api-version": version });
}

interface Incoming {
  readonly received: Received;
  readonly document: DocumentNode | GraphQLError;
  readonly token: string | null;
  readonly fault: Fault | undefined;
}

async function answerOf(backstage: Backstage, admin: AdminSchema, incoming: Incoming): Promise<Answer> {
  const { received, document, fault } = incoming;
  if (fault?.kind === "unavailable") {
    return { status: 503, body: { errors: "Service Unavailable" }, outcome: "unavailable" };
  }
  const token = backstage.tokens.find(incoming.token);
  if (token === undefined || fault?.kind === "unauthorized") {
    const errors = "[API] Invalid API key or access token (unrecognized login or wrong password)";
    return { status: 401, body: { errors }, outcome: "unauthorized" };
  }
  if (document instanceof GraphQLError) return invalid([document]);
  const operation = getOperationAST(document, received.operationName);
  const { mistakes, deprecated: named } = checkedDocument(admin.schema, received.query, document);
  if (mistakes.length > 0) return invalid(mistakes);
  if (!operation) return invalid([apiError("An operation name is required", "BAD_REQUEST")]);
  const deprecated = [...named, ...deprecatedInVariables(admin.schema, operation, received.variables)];
  if (deprecated.length > 0) return refusal(backstage, deprecated);
  const values = getVariableValues(admin.schema, operation.variableDefinitions ?? [], received.variables);
  if (values.errors !== undefined) {
    return invalid(values.errors.map(({ message }) => apiError(message, "INVALID_VARIABLE")));
  }
  const asked: Asked = { schema: admin.schema, document, operation, variables: values.coerced };
  const context: CallContext = {
    backstage,
    admin,
    scopes: token.scopes,
    bulk: false,
    isLate: fault?.kind === "late",
    parts,
  };
  return priced(context, asked, fault);
}

/** Takes the points, carries out, gives back what was not used. */
async function priced(context: CallContext, asked: Asked, fault: Fault | undefined): Promise<Answer> {
  const { bucket } = context.backstage;
  const requested = requestedCost(asked);
  if (requested > MAX_COST) {
    const message = `Query cost is ${requested}, which exceeds the single query max cost limit (${MAX_COST}).`;
    const rest = { cost: requested, maxCost: MAX_COST, documentation: RATE_LIMITS };
    const errors = [apiError(message, "MAX_COST_EXCEEDED", rest)];
    return { status: 200, body: { errors }, outcome: "MAX_COST_EXCEEDED", requested };
  }
  if (fault?.kind === "throttled" || !bucket.take(requested)) return throttled(context, requested);
  const before = context.backstage.unsupported.length;
  const result = await carryOut(context, asked);
  const news = context.backstage.unsupported.slice(before);
  const isUnsupported = result.errors?.some(({ originalError }) => originalError instanceof Unsupported);
  const actual = result.data === undefined ? requested : actualCost(asked, result.data);
  bucket.giveBack(requested - actual);
  if (isUnsupported) return { status: 400, body: { errors: notImplemented(news) }, outcome: "unsupported" };
  const throttleStatus = bucket.status();
  const cost = { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus };
  return {
    status: 200,
    body: { ...result, extensions: { cost } },
    outcome: outcomeOf(result),
    requested,
    actual,
  };
}

const parts: Parts = { collectionView, carryOut };

async function carryOut(context: CallContext, asked: Asked): Promise<ExecutionResult> {
  const { operation } = asked;
  return execute({
    schema: asked.schema,
    document: asked.document,
    rootValue: operation.operation === "mutation" ? mutationRoot : queryRoot,
    contextValue: context,
    variableValues: asked.variables,
    operationName: operation.name?.value ?? null,
    fieldResolver: resolveField,
  });
}

/** Every field is looked up in the view of its object; what a view does not have is not implemented. */
const resolveField: GraphQLFieldResolver<unknown, CallContext> = (source, args, context, info) => {
  checkAccess(context, info);
  checkInputSizes(args, [info.fieldName]);
  const field = `${info.parentType.name}.${info.fieldName}`;
  if (typeof source !== "object" || source === null || !(info.fieldName in source)) {
    throw unsupported(context, field);
  }
  const value: unknown = (source as Record<string, unknown>)[info.fieldName];
  if (typeof value === "function") return value(args, context);
  return value;
};

function checkInputSizes(value: unknown, path: readonly string[]): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value) && value.length > MAX_INPUT) {
    const message = `The input array size of ${value.length} is greater than the maximum allowed of ${MAX_INPUT}.`;
    throw apiError(message, "MAX_INPUT_SIZE_EXCEEDED", { path });
  }
  for (const [name, inner] of Object.entries(value)) checkInputSizes(inner, [...path, name]);
}

function throttled({ backstage }: CallContext, requested: number): Answer {
  const status = backstage.bucket.status();
  // A shop that throttles has less than is asked for.
  const currentlyAvailable = Math.max(0, Math.min(status.currentlyAvailable, requested - 1));
  const cost = {
    requestedQueryCost: requested,
    actualQueryCost: null,
    throttleStatus: { ...status, currentlyAvailable },
  };
  const errors = [apiError("Throttled", "THROTTLED", { documentation: RATE_LIMITS })];
  return { status: 200, body: { errors, extensions: { cost } }, outcome: "THROTTLED", requested };
}

const invalid = (errors: readonly GraphQLError[]): Answer => ({
  status: 200,
  body: { errors },
  outcome: "invalid",
});

function refusal(backstage: Backstage, what: readonly string[]): Answer {
  backstage.unsupported.push(...what);
  return { status: 400, body: { errors: notImplemented(what) }, outcome: "unsupported" };
}

const notImplemented = (what: readonly string[]): string =>
  `The fake Shopify does not implement: ${what.join("; ")}`;

function outcomeOf({ errors, data }: ExecutionResult): string {
  const codes = (errors ?? []).map(({ extensions }) => extensions.code);
  if (codes.includes("ACCESS_DENIED")) return "ACCESS_DENIED";
  if (errors === undefined) return "ok";
  return data === undefined ? "invalid" : String(codes[0] ?? "error");
}

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function readCall(text: string): Received | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof body !== "object" || body === null || !("query" in body)) return undefined;
  const { query, variables, operationName } = body as Record<string, unknown>;
  if (typeof query !== "string") return undefined;
  return {
    query,
    variables: (variables ?? {}) as Record<string, unknown>,
    operationName: typeof operationName === "string" ? operationName : undefined,
  };
}

function record(
  backstage: Backstage,
  version: string,
  { name, received }: { name: string | null; received: Received },
  answer: Answer,
): void {
  const call: ApiCall = {
    version,
    name,
    variables: received.variables,
    requestedCost: answer.requested ?? 0,
    actualCost: answer.actual ?? 0,
    outcome: answer.outcome,
    at: Date.now(),
  };
  backstage.calls.push(call);
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { "x-request-id": crypto.randomUUID(), ...headers } });
}
