import { signRequest } from "@contentful/node-apps-toolkit";
import {
  type Call,
  checkId,
  checkVersion,
  collection,
  environmentOf,
  idOf,
  type Route,
  spaceOf,
} from "./call.ts";
import { entityBody } from "./entity.ts";
import { badRequest, invalid, notFound } from "./errors.ts";
import { at, isObject, type Json, type JsonObject, textAt } from "./json.ts";
import type { Entity, Space } from "./state.ts";

/**
 * Webhook definitions and the signing secret of a space; what happens to content is sent to them, signed.
 *
 * Mirrors "Webhooks" of the CMA reference, "Webhook headers" (`X-Contentful-Topic`) and "Webhook signing
 * secrets": 64 characters of `0-9a-zA-Z+/=_-`, one per space, signatures as of `@contentful/node-apps-toolkit`.
 */
export const webhookRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/spaces/:space/webhook_definitions",
    handler: (call) => ({ status: 200, body: collection([...spaceOf(call).webhooks.values()]) }),
  },
  {
    method: "GET",
    path: "/spaces/:space/webhook_definitions/:id",
    handler: (call) => ({ status: 200, body: webhookOf(call) }),
  },
  { method: "PUT", path: "/spaces/:space/webhook_definitions/:id", handler: put },
  {
    method: "DELETE",
    path: "/spaces/:space/webhook_definitions/:id",
    handler: (call) => {
      webhookOf(call);
      spaceOf(call).webhooks.delete(idOf(call));
      return { status: 204 };
    },
  },
  {
    method: "PUT",
    path: "/spaces/:space/webhook_settings/signing_secret",
    handler: (call) => {
      const value = textAt(call.body, "value") ?? "";
      if (!/^[0-9a-zA-Z+/=_-]{64}$/.test(value)) {
        const details = "A signing secret has 64 characters";
        throw invalid("ValidationFailed", [{ name: "regexp", path: ["value"], details }]);
      }
      spaceOf(call).signingSecret = value;
      return { status: 200, body: { sys: { type: "WebhookSigningSecret" }, redactedValue: value.slice(-4) } };
    },
  },
];

function put(call: Call): { status: number; body: JsonObject } {
  const id = idOf(call);
  checkId(id);
  const { webhooks } = spaceOf(call);
  const current = webhooks.get(id);
  const version = Number(at(current, "sys", "version") ?? 0);
  if (current !== undefined) checkVersion(call, version);
  if (textAt(call.body, "url") === undefined || !isObject(call.body))
    throw badRequest("A webhook needs a url");
  const definition = { ...call.body, sys: { type: "WebhookDefinition", id, version: version + 1 } };
  webhooks.set(id, definition);
  return { status: current === undefined ? 201 : 200, body: definition };
}

function webhookOf(call: Call): JsonObject {
  const webhook = spaceOf(call).webhooks.get(idOf(call));
  if (webhook === undefined) throw notFound("WebhookDefinition", idOf(call));
  return webhook;
}

/** Tells the webhooks of the space what happened to this entity. */
export function announce(call: Call, action: string, entity: Entity): void {
  const space = spaceOf(call);
  const topic = `${entity.type}.${action}`;
  const body = entityBody(space, environmentOf(call), entity);
  if (action === "delete") body.fields = {};
  for (const webhook of space.webhooks.values()) {
    if (!wants(webhook.topics, topic)) continue;
    const url = textAt(webhook, "url") ?? "";
    void deliver(space, url, { topic: `ContentManagement.${topic}`, body }).then((status) => {
      call.state.deliveries.push({ topic, url, status });
    });
  }
}

function wants(topics: Json | undefined, topic: string): boolean {
  const [type] = topic.split(".");
  return (
    Array.isArray(topics) &&
    (topics.includes(topic) || topics.includes(`${type}.*`) || topics.includes("*.*"))
  );
}

/** Sends one webhook as Contentful would; the status of the answer, 0 when there was none. */
export async function deliver(
  space: Space,
  url: string,
  event: { topic: string; body: Json },
): Promise<number> {
  const body = JSON.stringify(event.body);
  const { pathname, search } = new URL(url);
  const headers: Record<string, string> = {
    "X-Contentful-Topic": event.topic,
    "X-Contentful-Webhook-Name": "AssetQL",
    "Content-Type": "application/vnd.contentful.management.v1+json",
  };
  if (space.signingSecret !== undefined) {
    const request = { method: "POST" as const, path: `${pathname}${search}`, headers, body };
    Object.assign(headers, signRequest(space.signingSecret, request));
  }
  return fetch(url, { method: "POST", headers, body }).then(
    ({ status }) => status,
    () => 0,
  );
}
