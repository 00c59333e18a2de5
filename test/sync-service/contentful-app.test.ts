import { ApiProblemError, type Client, createClient } from "@assetql/client";
import { contentfulConnector } from "@assetql/contentful";
import type { Batch, Target } from "@assetql/contract";
import type { SyncService, SyncServiceOptions } from "@assetql/sync-service";
import { signRequest } from "@contentful/node-apps-toolkit";
import { expect, it } from "vitest";
import { until } from "../support/until.ts";
import { openSyncHome, type SyncHome } from "./sync-home.ts";

const SECRET = "app-secret-marker-".padEnd(64, "x");
const SPACE = "space0123456";

type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** What Contentful adds to a request of the app: the signature covers where the app runs and for whom. */
function signedFetch({ space = SPACE, environment = "master", secret = SECRET } = {}): typeof fetch {
  return (input, init = {}) => {
    const url = new URL(String(input));
    const method = (init.method ?? "GET") as Method;
    const body = typeof init.body === "string" ? { body: init.body } : {};
    const signed = signRequest(secret, { method, path: url.pathname + url.search, ...body }, Date.now(), {
      spaceId: space,
      envId: environment,
      userId: "user1",
    });
    return fetch(url, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), ...signed } });
  };
}

const appOf = (service: SyncService, who: Parameters<typeof signedFetch>[0] = {}): Client =>
  createClient({
    baseUrl: `${service.url}/contentful/app`,
    fetch: signedFetch(who),
    retries: 0,
    WebSocket: null,
  });

async function openApp(app: Partial<SyncServiceOptions["contentfulApp"]> = {}) {
  const home = await openSyncHome();
  const service = await home.startService({
    connectors: [{ connector: contentfulConnector, hookScope: "spaceId" }],
    contentfulApp: { secret: SECRET, ...app },
  });
  const target = await makeTarget(home, {});
  return { home, service, target };
}

/** The problem that a call is refused with; fails when it is not. */
async function problemOf(call: Promise<unknown>) {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ApiProblemError) return error.problem;
  throw new Error(`no problem: ${String(error)}`);
}

const makeTarget = (home: SyncHome, config: Record<string, string>): Promise<Target> =>
  home.client().call("createTarget", {
    body: {
      name: "Space",
      connector: "contentful",
      config: { spaceId: SPACE, environmentId: "master", ...config },
    },
  });

const batchBody = (home: SyncHome) => ({
  name: "Posts",
  styleProfileId: home.style.id,
  template: "A {title}",
  csv: "item_id,title\ne1,mug\ne2,lamp\n",
  config: { width: 64, height: 64, seed: 1 },
});

const ready = (client: Client, batch: Pick<Batch, "id">) =>
  until(async () => {
    const { items } = await client.call("listAssets", { query: { batchId: batch.id, status: "ready" } });
    return items.length === 2 ? items : undefined;
  });

it("the app drives a batch, looks at its images and reviews them, all within its target", async () => {
  const { home, service, target } = await openApp();
  const app = appOf(service);
  const context = await signedFetch()(`${service.url}/contentful/app/context`);
  expect(await context.json()).toMatchObject({
    workspaceId: "ws_home",
    role: "creator",
    target: { id: target.id },
  });
  expect((await app.call("listStyles", {})).items.map(({ id }) => id)).toEqual([home.style.id]);

  const batch = await app.call("createBatch", { body: batchBody(home) }, { idempotencyKey: "the-same-key" });
  expect(batch.targetId).toBe(target.id);
  const again = await app.call("createBatch", { body: batchBody(home) }, { idempotencyKey: "the-same-key" });
  expect(again.id).toBe(batch.id);
  const assets = await ready(app, batch);
  const { image = "" } = assets[0]?.urls ?? {};
  expect(image).toMatch(new RegExp(`^${service.url}/contentful/app/files/`));
  const file = await fetch(image);
  expect([file.status, file.headers.get("content-type")]).toEqual([200, "image/png"]);
  expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(100);
  expect((await fetch(image.replace("signature=", "signature=x"))).status).toBe(403);
  expect((await fetch(`${service.url}/contentful/app/files/../../../api/v1/styles?method=GET`)).status).toBe(
    404,
  );

  const done = await app.call("reviewAssets", {
    body: { action: "approve", assetIds: assets.map(({ id }) => id) },
  });
  expect(done).toMatchObject({ done: 2, failed: 0 });
  const plan = await app.call("createPublication", {
    body: { targetId: target.id, batchId: batch.id, options: { itemType: "post", placementField: "image" } },
  });
  expect(plan.targetId).toBe(target.id);
  expect((await app.call("listPublications", {})).items.map(({ id }) => id)).toEqual([plan.id]);
  expect((await app.call("listBatches", {})).items.map(({ id }) => id)).toEqual([batch.id]);
  expect(home.lines.join("\n")).not.toContain(SECRET);
});

it("what is another target's, or nobody's, is not there", async () => {
  const { home, service, target } = await openApp();
  const staging = await makeTarget(home, { environmentId: "staging" });
  const app = appOf(service);
  const foreign = await home.client().batches.create({ ...batchBody(home), targetId: staging.id });
  const [asset] = await ready(home.client(), foreign);
  const id = asset!.id;
  const calls: readonly (() => Promise<unknown>)[] = [
    () => app.call("getBatch", { params: { id: foreign.id } }),
    () => app.call("getBatch", { params: { id: "bat_nobody" } }),
    () => app.call("listAssets", { query: { batchId: foreign.id } }),
    () => app.call("getAsset", { params: { id } }),
    () => app.call("approveAsset", { params: { id } }),
    () => app.call("reviewAssets", { body: { action: "approve", assetIds: [id] } }),
    () => app.call("getTarget", { params: { id: staging.id } }),
    () => app.call("createPublication", { body: { targetId: target.id, batchId: foreign.id } }),
    () => app.call("createPublication", { body: { targetId: target.id, assetIds: [id] } }),
    () => app.call("listApiKeys", {}),
    () => app.call("updateTarget", { params: { id: target.id }, body: { name: "Mine" } }),
    () => app.call("deleteAsset", { params: { id } }),
  ];
  for (const call of calls) expect(await problemOf(call())).toMatchObject({ code: "not-found" });
  expect((await app.call("listBatches", {})).items).toEqual([]);
  expect((await appOf(service, { environment: "staging" }).call("listBatches", {})).items).toHaveLength(1);

  const options = { spaceId: "elsewhere" };
  for (const call of [
    app.call("createPublication", { body: { targetId: target.id, options } }),
    app.call("reviewAssets", { body: { action: "delete", assetIds: [id] } }),
  ]) {
    expect(await problemOf(call)).toMatchObject({ code: "forbidden" });
  }
  expect(await problemOf(app.call("listAssets", {}))).toMatchObject({ code: "request-invalid" });
});

it("only requests that Contentful has signed for a space of ours are relayed", async () => {
  const { service } = await openApp();
  const styles = (who: Parameters<typeof signedFetch>[0]) =>
    problemOf(appOf(service, who).call("listStyles", {}));
  expect(await styles({ secret: "y".repeat(64) })).toMatchObject({ code: "unauthenticated" });
  expect(await styles({ space: "another" })).toMatchObject({
    code: "not-found",
    detail: expect.stringContaining("no target for the space another"),
  });
  expect(await styles({ environment: "master-2026" })).toMatchObject({ code: "not-found" });

  const url = `${service.url}/contentful/app/api/v1/styles`;
  expect((await fetch(url)).status).toBe(401);
  // The signature does not cover where it comes from.
  const signed = signRequest(SECRET, { method: "GET", path: "/contentful/app/api/v1/styles" });
  const claimed = {
    "x-contentful-space-id": SPACE,
    "x-contentful-environment-id": "master",
    "x-contentful-user-id": "user1",
  };
  expect((await fetch(url, { headers: { ...signed, ...claimed } })).status).toBe(401);
});

it("an environment behind an alias is named in the settings, and the app can be kept from changing anything", async () => {
  const targets = new Map<string, string>();
  const { home, service, target } = await openApp({ targets, role: "viewer" });
  targets.set(`${SPACE}/master-2026`, target.id);
  const app = appOf(service, { environment: "master-2026" });
  expect((await app.call("listStyles", {})).items).toHaveLength(1);
  expect(await problemOf(app.call("createBatch", { body: batchBody(home) }))).toMatchObject({
    code: "forbidden",
  });
  expect((await app.call("previewBatch", { body: batchBody(home) })).totalTasks).toBe(2);
  // The space has to be the target's, whatever the settings say.
  targets.set("another/master", target.id);
  expect(await problemOf(appOf(service, { space: "another" }).call("listStyles", {}))).toMatchObject({
    code: "not-found",
  });
});

it("pages of Contentful may call, others may not", async () => {
  const { service } = await openApp({ origins: ["https://app.example.com"] });
  const allowed = async (origin: string) => {
    const response = await fetch(`${service.url}/contentful/app/api/v1/styles`, {
      method: "OPTIONS",
      headers: { Origin: origin, "Access-Control-Request-Method": "GET" },
    });
    return response.headers.get("access-control-allow-origin");
  };
  for (const origin of [
    "https://0abc.ctfcloud.net",
    "https://app.contentful.com",
    "https://app.example.com",
  ]) {
    expect(await allowed(origin)).toBe(origin);
  }
  for (const origin of [
    "https://evil.example",
    "https://evil.ctfcloud.net.example",
    "http://app.contentful.com",
  ]) {
    expect(await allowed(origin)).toBeNull();
  }
});
