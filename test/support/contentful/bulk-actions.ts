import { randomUUID } from "node:crypto";
import { assetKind } from "./assets.ts";
import { type Call, environmentOf, idOf, type Route, spaceOf } from "./call.ts";
import { publish, unpublish } from "./entity.ts";
import { mayPublish } from "./entity-routes.ts";
import { entryKind } from "./entries.ts";
import { ApiError, badRequest, notFound, versionMismatch } from "./errors.ts";
import { at, type Json, type JsonObject, link, textAt } from "./json.ts";
import type { BulkAction, Environment, Space } from "./state.ts";

const MAX_ITEMS = 200;
const MAX_ACTIVE = 5;

/**
 * Bulk actions: publish, unpublish or validate up to 200 entries and assets, at most 5 actions of a space under
 * way. They run later: `created`, `inProgress`, then `succeeded` or `failed`; one bad item fails all.
 *
 * Mirrors "Bulk actions" of the CMA reference. Here each question for the status moves it one state on.
 */
export const bulkActionRoutes: readonly Route[] = [
  ...(["publish", "unpublish", "validate"] as const).map((action) => ({
    method: "POST",
    path: `/spaces/:space/environments/:environment/bulk_actions/${action}`,
    handler: (call: Call) => start(call, action),
  })),
  {
    method: "GET",
    path: "/spaces/:space/environments/:environment/bulk_actions/actions/:id",
    handler: (call) => {
      const environment = environmentOf(call);
      const action = environment.bulkActions.get(idOf(call));
      if (action === undefined) throw notFound("BulkAction", idOf(call));
      advance(environment, action);
      return { status: 200, body: bulkActionBody(spaceOf(call), environment, action) };
    },
  },
];

function start(call: Call, kind: BulkAction["action"]): { status: number; body: JsonObject } {
  if (kind !== "validate") mayPublish(call);
  const environment = environmentOf(call);
  const space = spaceOf(call);
  const items = itemsOf(call.body);
  if (items.length === 0) throw badRequest("A bulk action needs entities");
  if (items.length > MAX_ITEMS) throw badRequest(`A bulk action holds at most ${MAX_ITEMS} entities`);
  const active = [...space.environments.values()]
    .flatMap(({ bulkActions }) => [...bulkActions.values()])
    .filter(({ status }) => status === "created" || status === "inProgress");
  if (active.length >= MAX_ACTIVE) {
    throw new ApiError(429, "RateLimitExceeded", {
      message: `Only ${MAX_ACTIVE} bulk actions may be active`,
    });
  }
  const action: BulkAction = {
    id: randomUUID(),
    action: kind,
    payload: call.body,
    status: "created",
    asked: 0,
  };
  environment.bulkActions.set(action.id, action);
  return { status: 201, body: bulkActionBody(space, environment, action) };
}

function advance(environment: Environment, action: BulkAction): void {
  action.asked += 1;
  if (action.status === "created") action.status = "inProgress";
  else if (action.status === "inProgress") run(environment, action);
}

function run(environment: Environment, action: BulkAction): void {
  const errors: JsonObject[] = [];
  const work: (() => void)[] = [];
  for (const item of itemsOf(action.payload)) {
    try {
      work.push(check(environment, action, item));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      errors.push({ entity: item, error: error.toBody(action.id) });
    }
  }
  if (errors.length > 0) {
    action.status = "failed";
    action.error = { sys: { type: "Error", id: "BulkActionFailed" }, message: "", details: { errors } };
    return;
  }
  if (action.action !== "validate") for (const each of work) each();
  action.status = "succeeded";
}

function check(environment: Environment, { action }: BulkAction, item: Json): () => void {
  const kind = textAt(item, "sys", "linkType") === "Asset" ? assetKind : entryKind;
  const id = textAt(item, "sys", "id") ?? "";
  const entity = environment[kind.segment].get(id);
  if (entity === undefined) throw notFound(kind.type, id);
  if (action === "unpublish") return () => unpublish(entity);
  if (action === "publish" && at(item, "sys", "version") !== entity.version) throw versionMismatch();
  kind.checkPublishable(environment, entity);
  return () => publish(entity);
}

function itemsOf(payload: Json): Json[] {
  const items = at(payload, "entities", "items");
  return Array.isArray(items) ? items : [];
}

function bulkActionBody(space: Space, environment: Environment, action: BulkAction): JsonObject {
  const sys = {
    type: "BulkAction",
    id: action.id,
    status: action.status,
    space: link("Space", space.id),
    environment: link("Environment", environment.id),
  };
  const body: JsonObject = { sys, action: action.action, payload: action.payload };
  if (action.error !== undefined) body.error = action.error;
  return body;
}
