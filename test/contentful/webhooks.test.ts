import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { IncomingWebhook } from "@assetql/connector-sdk";
import { verifyContentfulRequest } from "@assetql/contentful";
import { signRequest } from "@contentful/node-apps-toolkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addEntry, deliver } from "../support/contentful/index.ts";
import { type ContentfulHome, contentfulHome } from "./contentful-home.ts";

const secret = "s".repeat(64);
const body = JSON.stringify({ sys: { id: "post-1" } });

function signed(
  changes: { at?: number; secret?: string; topic?: string; body?: string } = {},
): IncomingWebhook {
  const request = {
    method: "POST" as const,
    path: "/hooks/contentful?target=tgt_1",
    headers: { "X-Contentful-Topic": changes.topic ?? "ContentManagement.Entry.publish" },
    body: changes.body ?? body,
  };
  const signature = signRequest(changes.secret ?? secret, request, changes.at ?? Date.now());
  return { ...request, headers: { ...request.headers, ...signature }, body: Buffer.from(request.body) };
}

describe("Requests that Contentful signs", () => {
  it("are taken, with what the signature covers", () => {
    expect(verifyContentfulRequest(secret, signed())).toEqual({ topic: "ContentManagement.Entry.publish" });
    const request = { method: "GET" as const, path: "/batches", headers: {}, body: "" };
    const context = { spaceId: "space1", envId: "master", userId: "user-1" };
    const headers = { ...signRequest(secret, request, Date.now(), context) };
    const incoming = { ...request, headers, body: Buffer.alloc(0) };
    expect(verifyContentfulRequest(secret, incoming)).toEqual({
      spaceId: "space1",
      environmentId: "master",
      userId: "user-1",
    });
    // Headers that the signature does not cover are nobody's word.
    const unsigned = { ...incoming, headers: { ...headers, "x-contentful-app-id": "evil" } };
    expect(verifyContentfulRequest(secret, unsigned)).not.toHaveProperty("appId");
  });

  it.each([
    ["altered", { ...signed(), body: Buffer.from('{"sys":{"id":"other"}}') }],
    ["of another path", { ...signed(), path: "/hooks/contentful?target=tgt_2" }],
    ["signed with another secret", signed({ secret: "x".repeat(64) })],
    ["expired", signed({ at: Date.now() - 31_000 })],
    ["from the future", signed({ at: Date.now() + 120_000 })],
    ["unsigned", { ...signed(), headers: {} }],
    ["with half a signature", { ...signed(), headers: { "x-contentful-signature": "aa" } }],
    ["of a strange method", { ...signed(), method: "BREW" }],
  ])("are refused when %s", (_, request) => {
    expect(() => verifyContentfulRequest(secret, request)).toThrow(
      expect.objectContaining({ code: "signature-invalid" }),
    );
  });
});

describe("Webhooks from Contentful", () => {
  let home: ContentfulHome;
  beforeEach(async () => {
    home = await contentfulHome();
  });
  afterEach(() => home.stop());
  const receive = (request: IncomingWebhook, settings: Record<string, unknown> = { itemType: "article" }) =>
    home.connector.receive?.(home.contextOf({ settings, webhookSecret: secret }), request);
  const entity = (sys: Record<string, unknown>): string => JSON.stringify({ sys });
  const inEnvironment = (id: string) => ({ environment: { sys: { id } } });

  it.each([
    ["Entry.create", [{ type: "item.changed", id: "post-1" }]],
    ["Entry.publish", [{ type: "item.changed", id: "post-1" }]],
    ["Entry.archive", [{ type: "item.deleted", id: "post-1" }]],
    ["Entry.delete", [{ type: "item.deleted", id: "post-1" }]],
    ["Entry.auto_save", []],
    ["ContentType.publish", []],
    ["Asset.publish", []],
  ])("%s", async (topic, events) => {
    expect(await receive(signed({ topic: `ContentManagement.${topic}` }))).toEqual(events);
  });

  it("tell of our assets, and of the environment behind the alias", async () => {
    const topic = "ContentManagement.Asset.delete";
    const ours = signed({ topic, body: entity({ id: "aql-ast_1", ...inEnvironment("release-1") }) });
    expect(await receive(ours)).toEqual([{ type: "remote.deleted", id: "aql-ast_1" }]);
    const other = signed({ topic, body: entity({ id: "aql-ast_1", ...inEnvironment("staging") }) });
    expect(await receive(other)).toEqual([]);
  });

  it("are ignored for other content types, other spaces and bodies that say nothing", async () => {
    const type = (id: string) => ({ contentType: { sys: { id } } });
    expect(await receive(signed({ body: entity({ id: "a", ...type("author") }) }))).toEqual([]);
    expect(await receive(signed({ body: entity({ id: "a", space: { sys: { id: "elsewhere" } } }) }))).toEqual(
      [],
    );
    expect(await receive(signed({ body: "[]" }))).toEqual([]);
    expect(await receive(signed({ body: "{" }))).toEqual([]);
  });

  it("are refused without a secret at the target", async () => {
    await expect(home.connector.receive?.(home.contextOf(), signed())).rejects.toMatchObject({
      code: "signature-invalid",
    });
  });

  it("come from the space itself", async () => {
    const events: unknown[] = [];
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const { method = "", url: path = "" } = request;
      events.push(await receive({ method, path, headers, body: Buffer.concat(chunks) }));
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    home.contentful.space.signingSecret = secret;
    const entry = addEntry(home.contentful.environment, "post-9", { fields: {} });
    const event = {
      topic: "ContentManagement.Entry.publish",
      body: { sys: { id: entry.id, contentType: { sys: { id: "article" } }, ...inEnvironment("release-1") } },
    };
    expect(await deliver(home.contentful.space, `http://127.0.0.1:${port}/hooks?target=1`, event)).toBe(200);
    expect(events).toEqual([[{ type: "item.changed", id: "post-9" }]]);
    server.close();
  });
});
