import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@assetql/client";
import { type Hub, type HubOptions, startHub } from "@assetql/embedded";
import { afterEach, expect, it } from "vitest";
import { createFixedGenerator } from "../support/fixed-generator.ts";
import { setPlan } from "../support/set-plan.ts";
import { owner } from "../support/test-home.ts";

let hub: Hub | undefined;
let folder: string;
afterEach(async () => {
  await hub?.stop();
  await rm(folder, { recursive: true });
});

async function start(options: Partial<HubOptions>): Promise<Hub> {
  folder = await mkdtemp(join(tmpdir(), "assetql-limits-"));
  hub = await startHub({
    dataFolder: folder,
    generator: createFixedGenerator({ image: new Uint8Array(), latencyMs: 0 }),
    log: () => {},
    version: "test",
    ...options,
  });
  return hub;
}

/** Statuses of as many calls, one after the other. */
async function statuses(url: string, key: string, { calls = 12, forwarded = "" } = {}): Promise<number[]> {
  const headers = {
    Authorization: `Bearer ${key}`,
    ...(forwarded === "" ? {} : { "X-Forwarded-For": forwarded }),
  };
  const found: number[] = [];
  for (let index = 0; index < calls; index++) {
    const response = await fetch(`${url}/api/v1/styles`, { headers });
    await response.arrayBuffer();
    found.push(response.status);
  }
  return found;
}

const keyFrom = async (client: Client) =>
  (await client.keys.create({ name: "Studio", role: "viewer" })).secret;

it("limits keys, but not the operator on this machine, unless a proxy stands between", async () => {
  // The home workspace has no quota: ten times as many. None comes back while the test runs.
  const { url, adminKey } = await start({ rateLimits: { perKey: { perMinute: 0.01, burst: 1 } } });
  const operator = createClient({ baseUrl: url, apiKey: adminKey.secret, retries: 0 });
  const studio = await keyFrom(operator);
  expect(await statuses(url, adminKey.secret, { calls: 40 })).toEqual(Array(40).fill(200));
  expect(await statuses(url, studio)).toEqual([...Array(10).fill(200), 429, 429]);
  const proxied = await statuses(url, adminKey.secret, { forwarded: "203.0.113.9" });
  expect(proxied).toEqual([...Array(10).fill(200), 429, 429]);
});

it("takes the proxy's word for the address only when it is told to", async () => {
  const { url, adminKey } = await start({
    trustProxy: true,
    rateLimits: { perAddress: { perMinute: 0.01, burst: 2 }, perKey: { perMinute: 1_000, burst: 1_000 } },
  });
  const from = (forwarded: string) => statuses(url, adminKey.secret, { calls: 3, forwarded });
  expect(await from("203.0.113.1")).toEqual([200, 200, 429]);
  // What a client has written itself comes before what the proxy has appended.
  expect(await from("198.51.100.7, 203.0.113.1")).toEqual([429, 429, 429]);
  expect(await from("203.0.113.2")).toEqual([200, 200, 429]);
});

it("holds no limits when they are off", async () => {
  const { url, adminKey, core } = await start({ rateLimits: "off" });
  await setPlan(core.store, owner.workspaceId, "free");
  const studio = await keyFrom(createClient({ baseUrl: url, apiKey: adminKey.secret }));
  const calls = Array.from({ length: 210 }, () =>
    statuses(url, studio, { calls: 1, forwarded: "203.0.113.9" }),
  );
  expect(new Set((await Promise.all(calls)).flat())).toEqual(new Set([200]));
});
