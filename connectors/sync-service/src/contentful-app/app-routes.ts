import { ProblemError } from "@assetql/contract";
import { type Request, type Response, Router, raw } from "express";
import { incomingOf } from "../http/incoming.ts";
import { notFound } from "../http/problems.ts";
import type { ListedTarget } from "../hub/target-directory.ts";
import { type AllowedOperation, allowedOperations } from "./allowed-operations.ts";
import { crossOrigin } from "./cross-origin.ts";
import { type FindTargetDeps, findAppTarget } from "./find-target.ts";
import { createOwnership } from "./ownership.ts";
import { type RelayDeps, relay } from "./relay.ts";
import { relayFile } from "./relay-file.ts";
import { type AppCall, scopeCall } from "./scope-call.ts";
import { verifyAppRequest } from "./verify.ts";

export interface ContentfulAppDeps extends FindTargetDeps, RelayDeps {
  /** Of the public address, since signatures cover the path as it was asked for. */
  readonly pathBefore: string;
  readonly onRequest: (operation: string, status: number) => void;
}

/** Contentful signs no more. */
const MAX_BODY = "1mb";
const DEFAULT_ROLE = "creator";

/** Everything below `/contentful/app`; see the README beside this file. */
export function contentfulAppRoutes(deps: ContentfulAppDeps): Router {
  const router = Router();
  const ownership = createOwnership();
  router.use(crossOrigin(deps.settings.origins ?? []));
  router.get("/files/*path", (request, response) => relayFile(deps.hubUrl, request, response));
  router.use(raw({ type: () => true, limit: MAX_BODY }));
  router.get("/context", async (request, response) => {
    count(deps, "context", response);
    const { target, workspace } = await targetOf(deps, request);
    const role = deps.settings.role ?? DEFAULT_ROLE;
    response.json({ workspaceId: workspace.id, role, target });
  });
  for (const allowed of allowedOperations) {
    const { method, path, id } = allowed.operation;
    router[methodOf(method)](
      path.replaceAll(/\{(\w+)\}/g, ":$1"),
      async (request: Request, response: Response) => {
        count(deps, id, response);
        const listed = await targetOf(deps, request);
        assertRole(deps, allowed);
        const call = await scopeCall(ownership, { listed, allowed }, callOf(request));
        const idempotencyKey = request.get("Idempotency-Key");
        await relay(deps, { listed, operation: allowed.operation, call, idempotencyKey }, response);
      },
    );
  }
  router.use(notFound);
  return router;
}

function count({ onRequest }: ContentfulAppDeps, operation: string, response: Response): void {
  response.once("finish", () => onRequest(operation, response.statusCode));
}

/** Nothing of the body is looked at before its signature was. */
async function targetOf(deps: ContentfulAppDeps, request: Request): Promise<ListedTarget> {
  const { secret } = deps.settings;
  if (secret === undefined) {
    throw new ProblemError(
      "unavailable",
      "This service does not know the app's signing secret: set ASSETQL_CONTENTFUL_APP_SECRET.",
    );
  }
  return findAppTarget(deps, verifyAppRequest(secret, incomingOf(request, deps.pathBefore)));
}

function assertRole({ settings }: ContentfulAppDeps, { operation }: AllowedOperation): void {
  if ((settings.role ?? DEFAULT_ROLE) === "creator" || operation.role === "viewer") return;
  throw new ProblemError("forbidden", "The app is allowed to look here, not to change anything.");
}

function callOf(request: Request): AppCall {
  const { search } = new URL(request.originalUrl, "http://service");
  const params = Object.entries(request.params).map(([name, value]) => [name, String(value)]);
  return { params: Object.fromEntries(params), query: new URLSearchParams(search), body: readBody(request) };
}

function readBody(request: Request): AppCall["body"] {
  const bytes: unknown = request.body;
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) return undefined;
  const json = parseJson(bytes.toString("utf8"));
  if (isRecord(json)) return json;
  throw new ProblemError("body-invalid", "The body must be a JSON object.");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function methodOf(method: AllowedOperation["operation"]["method"]) {
  const names = { GET: "get", POST: "post", PUT: "put", PATCH: "patch", DELETE: "delete" } as const;
  return names[method];
}
