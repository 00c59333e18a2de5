import { Readable } from "node:stream";
import { type Operation, type OperationId, type Operations, operations } from "@assetql/contract";
import { withIdempotency } from "@assetql/core";
import type { Context, Hono } from "hono";
import type { ApiDeps } from "../api-deps.ts";
import { fingerprint } from "../request/fingerprint.ts";
import { parseCall } from "../request/parse-call.ts";
import { identify } from "./authorize.ts";
import type { Env } from "./env.ts";
import type { Call, Handler, Handlers, ResultOf, TypedText } from "./handler.ts";
import { locations } from "./locations.ts";
import { answerNotFound, shadowed } from "./not-found.ts";
import { limitPrincipal } from "./rate-limit.ts";

/** Makes a route of every operation of the contract. */
export function registerOperations(app: Hono<Env>, api: ApiDeps, handlers: Handlers): void {
  for (const { path, method } of shadowed) app.on(method, path, answerNotFound);
  for (const id of Object.keys(operations) as OperationId[]) register(app, api, { id, handlers });
}

function register<Id extends OperationId>(
  app: Hono<Env>,
  api: ApiDeps,
  { id, handlers }: { id: Id; handlers: Handlers },
): void {
  const operation: Operation & Operations[Id] = operations[id];
  const path = operation.path.replaceAll(/\{(\w+)\}/g, ":$1");
  app.on(operation.method, path, async (c) => {
    c.set("route", operation.path);
    const principal = await identify(api.core, operation, {
      authorization: c.req.header("Authorization"),
      workspaceId: c.req.header("X-Workspace-Id"),
      correlationId: c.var.correlationId,
    });
    await limitPrincipal(c, api, principal);
    const call = await parseCall(id, c.req, { api, principal });
    const { result, replayed } = await runOnce(id, call, handlers[id]);
    if (replayed) c.header("Idempotency-Replayed", "true");
    return answer(c, id, result);
  });
}

/** With a key, a repeated call gets the first one's result. */
async function runOnce<Id extends OperationId>(
  id: Id,
  call: Call<Id>,
  handler: Handler<Id>,
): Promise<{ replayed: boolean; result: ResultOf<Id> }> {
  const { api, principal, idempotencyKey } = call;
  if (idempotencyKey === undefined || principal === undefined || !("workspaceId" in principal)) {
    return { replayed: false, result: await handler(call) };
  }
  const { workspaceId } = principal;
  const print = fingerprint(id, call);
  // New ids derive from key and request together: long after the answer was forgotten, another request with the same
  // key must not find the first one's work.
  const keyed = { ...call, idempotencyKey: `${idempotencyKey}/${print}` };
  return withIdempotency(
    api.core,
    { workspaceId, operationId: id, key: idempotencyKey, fingerprint: print },
    () => handler(keyed),
  );
}

function answer<Id extends OperationId>(c: Context<Env>, id: Id, result: ResultOf<Id>): Response {
  const { response }: Operation = operations[id];
  if (response.kind === "empty") return c.body(null, response.status);
  if (response.kind === "redirect") return c.redirect(String(result), response.status);
  if (response.kind === "text") return answerText(c, response.contentType, result);
  const location = locations[id]?.(result);
  if (location !== undefined) c.header("Location", location);
  return c.newResponse(JSON.stringify(result), response.status, { "Content-Type": "application/json" });
}

function answerText(c: Context<Env>, contentType: string, text: unknown): Response {
  if (isTyped(text)) return answerText(c, text.contentType, text.text);
  const headers = { "Content-Type": contentType };
  if (typeof text === "string") return c.newResponse(text, 200, headers);
  const pieces = Readable.from(text as AsyncIterable<string>, { objectMode: false });
  return c.newResponse(Readable.toWeb(pieces) as ReadableStream<Uint8Array>, 200, headers);
}

const isTyped = (text: unknown): text is TypedText =>
  typeof text === "object" && text !== null && "contentType" in text;
