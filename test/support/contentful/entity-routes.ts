import {
  type Answer,
  type Call,
  checkVersion,
  collection,
  environmentOf,
  idOf,
  type Route,
  spaceOf,
  versionHeader,
} from "./call.ts";
import { archive, checkDeletable, entityBody, publish, unarchive, unpublish } from "./entity.ts";
import { accessDenied, notFound, versionMismatch } from "./errors.ts";
import { search, whole } from "./query.ts";
import type { Entity, Environment } from "./state.ts";
import { announce } from "./webhooks.ts";

/** What differs between entries and assets. */
export interface EntityKind {
  readonly type: "Entry" | "Asset";
  readonly segment: "entries" | "assets";
  create(call: Call): Entity;
  update(call: Call, entity: Entity): void;
  /** Throws what stands in the way of publishing. */
  checkPublishable(environment: Environment, entity: Entity): void;
}

export function entityRoutes(kind: EntityKind): Route[] {
  const many = `/spaces/:space/environments/:environment/${kind.segment}`;
  const one = `${many}/:id`;
  return [
    { method: "GET", path: many, handler: (call) => list(kind, call) },
    { method: "GET", path: one, handler: (call) => answer(call, entityOf(kind, call)) },
    { method: "PUT", path: one, handler: (call) => put(kind, call) },
    { method: "DELETE", path: one, handler: (call) => remove(kind, call) },
    { method: "PUT", path: `${one}/published`, handler: (call) => publishOne(kind, call) },
    { method: "DELETE", path: `${one}/published`, handler: changed(kind, "unpublish", unpublish) },
    { method: "PUT", path: `${one}/archived`, handler: changed(kind, "archive", archive) },
    { method: "DELETE", path: `${one}/archived`, handler: changed(kind, "unarchive", unarchive) },
  ];
}

export function storeOf(
  kind: { segment: "entries" | "assets" },
  environment: Environment,
): Map<string, Entity> {
  return environment[kind.segment];
}

export function entityOf(kind: EntityKind, call: Call): Entity {
  const entity = storeOf(kind, environmentOf(call)).get(idOf(call));
  if (entity === undefined) throw notFound(kind.type, idOf(call));
  return entity;
}

export function mayWrite(call: Call): void {
  if (!call.role.write) throw accessDenied("The role of this token may not write content");
}

function list(kind: EntityKind, call: Call): Answer {
  const environment = environmentOf(call);
  const space = spaceOf(call);
  const { page, total } = search(storeOf(kind, environment).values(), call.query);
  const bounds = { skip: whole(call.query, "skip", 0), limit: whole(call.query, "limit", 100) };
  const items = page.map((entity) => entityBody(space, environment, entity));
  return { status: 200, body: collection(items, total, bounds) };
}

function put(kind: EntityKind, call: Call): Answer {
  mayWrite(call);
  const store = storeOf(kind, environmentOf(call));
  const current = store.get(idOf(call));
  if (current === undefined) {
    if (versionHeader(call) !== undefined) throw notFound(kind.type, idOf(call));
    const entity = kind.create(call);
    store.set(entity.id, entity);
    announce(call, "create", entity);
    return answer(call, entity, 201);
  }
  checkVersion(call, current.version);
  kind.update(call, current);
  announce(call, "save", current);
  return answer(call, current);
}

function remove(kind: EntityKind, call: Call): Answer {
  mayWrite(call);
  const entity = entityOf(kind, call);
  checkDeletable(entity);
  storeOf(kind, environmentOf(call)).delete(entity.id);
  announce(call, "delete", entity);
  return { status: 204 };
}

function publishOne(kind: EntityKind, call: Call): Answer {
  mayPublish(call);
  const entity = entityOf(kind, call);
  checkVersion(call, entity.version);
  kind.checkPublishable(environmentOf(call), entity);
  publish(entity);
  announce(call, "publish", entity);
  return answer(call, entity);
}

export function mayPublish(call: Call): void {
  if (!call.role.publish) throw accessDenied("The role of this token may not publish content");
}

function changed(kind: EntityKind, topic: string, change: (entity: Entity) => void): (call: Call) => Answer {
  return (call) => {
    mayPublish(call);
    const entity = entityOf(kind, call);
    // The version is optional here; a wrong one is a mismatch all the same.
    const version = versionHeader(call);
    if (version !== undefined && version !== entity.version) throw versionMismatch();
    change(entity);
    announce(call, topic, entity);
    return answer(call, entity);
  };
}

function answer(call: Call, entity: Entity, status = 200): Answer {
  return { status, body: entityBody(spaceOf(call), environmentOf(call), entity) };
}
