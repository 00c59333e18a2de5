import { contentfulConnector } from "@assetql/contentful";
import type { Target } from "@assetql/contract";
import { wordpressConnector } from "@assetql/wordpress";
import { signRequest } from "@contentful/node-apps-toolkit";
import { Webhook } from "standardwebhooks";
import { expect, it } from "vitest";
import { until } from "../support/until.ts";
import { hourly, openSyncHome, type SyncHome } from "./sync-home.ts";

const MARKER = "hook-secret-marker-0123456789abcdef";
const SPACE = "space0123456";

const registry = [
  { connector: wordpressConnector },
  { connector: contentfulConnector, hookScope: "spaceId" },
];

async function openHookHome(quiet = 0) {
  const home = await openSyncHome();
  const timings = { tick: 20, refresh: 50, quiet, reconnect: 20, drain: 1_000 };
  const service = await home.startService({ connectors: registry, hooks: { secret: MARKER }, timings });
  return { home, service };
}

const contentfulTarget = (home: SyncHome, config: Record<string, string> = {}): Promise<Target> =>
  until(async () =>
    home.client().call("createTarget", {
      body: {
        name: "Space",
        connector: "contentful",
        config: { spaceId: SPACE, environmentId: "master", ...config },
        sync: { ...hourly(home.style), drive: null },
      },
    }),
  );

async function hookOf(home: SyncHome, serviceUrl: string, id: string, key = home.hub().adminKey.secret) {
  const response = await fetch(`${serviceUrl}/targets/${id}/hook`, {
    headers: { Authorization: `Bearer ${key}` },
  });
  const body = (await response.json()) as { readonly url: string; readonly secret: string };
  return { status: response.status, body };
}

function contentfulHook(url: string, secret: string, version = 1, at = Date.now()) {
  const body = JSON.stringify({
    sys: {
      id: "entry1",
      version,
      space: { sys: { id: SPACE } },
      environment: { sys: { id: "master" } },
      contentType: { sys: { id: "post" } },
    },
  });
  const headers = {
    "X-Contentful-Topic": "ContentManagement.Entry.publish",
    "Content-Type": "application/vnd.contentful.management.v1+json",
  };
  const signed = signRequest(secret, { method: "POST", path: new URL(url).pathname, headers, body }, at);
  return { body, headers: { ...headers, ...signed } };
}

const send = async (url: string, { body, headers }: { body: string; headers: Record<string, string> }) => {
  const response = await fetch(url, { method: "POST", body, headers });
  return { status: response.status, body: await response.json(), text: response.headers.get("content-type") };
};

it("a webhook of Contentful sets a sync going, once however often it comes", async () => {
  const { home, service } = await openHookHome();
  const target = await contentfulTarget(home);
  const { body: hook } = await hookOf(home, service.url, target.id);
  expect(hook).toEqual({
    url: `${service.url}/hooks/contentful/${target.id}`,
    secret: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  // Signed anew each time, for a signature lives half a minute.
  const deliver = () => send(hook.url, contentfulHook(hook.url, hook.secret));
  expect(await deliver()).toMatchObject({ status: 202, body: { result: "accepted", events: 1 } });
  const synced = await home.synced(target.id, 0);
  expect(synced.lastSync?.problem).toBeNull();

  expect(await deliver()).toMatchObject({ status: 202, body: { result: "repeated" } });
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  expect(metrics).toMatch(/assetql_sync_hooks_total\{connector="contentful",result="accepted"\} 1/);
  expect(metrics).toMatch(/assetql_sync_hooks_total\{connector="contentful",result="repeated"\} 1/);
});

it("what was altered, is old, or is signed with another secret is refused in words", async () => {
  const { home, service } = await openHookHome();
  const target = await contentfulTarget(home);
  const { body: hook } = await hookOf(home, service.url, target.id);
  const good = contentfulHook(hook.url, hook.secret);
  const refused = {
    altered: { ...good, body: good.body.replace("entry1", "entry2") },
    unsigned: { body: good.body, headers: { "Content-Type": "application/json" } },
    old: contentfulHook(hook.url, hook.secret, 1, Date.now() - 60_000),
    foreign: contentfulHook(hook.url, "f".repeat(64)),
  };
  for (const [name, message] of Object.entries(refused)) {
    const { status, body, text } = await send(hook.url, message);
    expect([name, status, text]).toEqual([name, 401, "application/problem+json; charset=utf-8"]);
    expect(body).toMatchObject({ code: "unauthenticated", detail: expect.stringMatching(/signature/i) });
    expect(JSON.stringify(body)).not.toMatch(/node_modules|\bat \//);
  }
  const large = { ...good, body: "x".repeat(1_100_000) };
  expect(await send(hook.url, large)).toMatchObject({ status: 413, body: { code: "payload-too-large" } });
  expect(await send(`${service.url}/hooks/contentful/tgt_nobody`, good)).toMatchObject({ status: 404 });
  expect(await send(hook.url.replace("contentful", "wordpress"), good)).toMatchObject({ status: 404 });
  expect((await home.target(target.id)).lastSync).toBeNull();
  expect(home.lines.join("\n")).not.toContain(MARKER);
  expect(home.lines.join("\n")).not.toContain(hook.secret);
});

it("targets of one space have one secret, others their own; only admins are told", async () => {
  const { home, service } = await openHookHome();
  const one = await contentfulTarget(home);
  const two = await contentfulTarget(home, { environmentId: "staging" });
  const other = await contentfulTarget(home, { spaceId: "space6543210" });
  const secrets = [];
  for (const { id } of [one, two, other]) secrets.push((await hookOf(home, service.url, id)).body.secret);
  expect(secrets[0]).toBe(secrets[1]);
  expect(secrets[2]).not.toBe(secrets[0]);

  const { secret: viewer } = await home
    .client()
    .call("createApiKey", { body: { name: "V", role: "viewer" } });
  expect((await hookOf(home, service.url, one.id, viewer)).status).toBe(403);
  expect((await hookOf(home, service.url, one.id, "aql_nobody_has_this_key")).status).toBe(401);
  expect((await hookOf(home, service.url, "tgt_nobody")).status).toBe(404);
});

it("a secret that was entered at the target is learnt from the next work for it", async () => {
  const { home, service } = await openHookHome();
  const secret = `whsec_${Buffer.from("a secret of the plugin's own, 32").toString("base64")}`;
  const target = await until(async () =>
    home.client().call("createTarget", {
      body: {
        name: "Site",
        connector: "wordpress",
        // Nobody is there: the check fails, and the credentials have come with it all the same.
        config: { siteUrl: "http://127.0.0.1:9" },
        credentials: {
          username: "editor",
          applicationPassword: "abcd efgh ijkl mnop",
          webhookSecret: secret,
        },
        sync: { ...hourly(home.style), drive: null },
      },
    }),
  );
  const url = `${service.url}/hooks/wordpress/${target.id}`;
  const body = JSON.stringify({ type: "post.updated", data: { post: { id: 7 } } });
  const at = new Date();
  const headers = {
    "Content-Type": "application/json",
    "webhook-id": "msg_1",
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign("msg_1", at, body),
  };
  expect(await send(url, { body, headers })).toMatchObject({
    status: 202,
    body: { result: "accepted", events: 1 },
  });
  expect(await send(url, { body, headers })).toMatchObject({ status: 202, body: { result: "repeated" } });
  expect(await send(url, { body: body.replace("7", "8"), headers })).toMatchObject({ status: 401 });
  expect(home.lines.join("\n")).not.toContain(secret);
});

it("a burst of webhooks goes with one sync", async () => {
  const { home, service } = await openHookHome(60_000);
  const target = await contentfulTarget(home);
  const { body: hook } = await hookOf(home, service.url, target.id);
  for (const version of [1, 2, 3]) {
    const message = contentfulHook(hook.url, hook.secret, version);
    expect(await send(hook.url, message)).toMatchObject({ body: { result: "accepted" } });
  }
  expect((await home.target(target.id)).lastSync).toBeNull();
  home.clock.now += 60_000;
  await home.synced(target.id, home.clock.now);
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  expect(metrics).toMatch(/assetql_syncs_total\{outcome="done"\} 1/);
});
