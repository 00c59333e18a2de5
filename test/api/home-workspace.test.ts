import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@assetql/client";
import { workspaceIdSchema } from "@assetql/contract";
import { handleMessage } from "@assetql/core";
import { type Collection, put } from "@assetql/core/ports";
import { type Hub, startHub } from "@assetql/embedded";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";

const home = workspaceIdSchema.parse("ws_home");

let dataFolder: string;
let image: Uint8Array;
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "assetql-home-"));
  image = await preparedImage(64);
});
afterAll(() => rm(dataFolder, { recursive: true }));

async function onHub<T>(work: (hub: Hub, client: ReturnType<typeof createClient>) => Promise<T>): Promise<T> {
  const generator = createFixedGenerator({ image, latencyMs: 0 });
  const hub = await startHub({ dataFolder, generator, version: "0.0.0-test", log: () => {} });
  try {
    return await work(hub, createClient({ baseUrl: hub.url, apiKey: hub.adminKey.secret }));
  } finally {
    await hub.stop();
  }
}

it("makes an operator's key of a first key that an earlier version made", async () => {
  await onHub(async ({ core }, client) => {
    const { items } = await client.keys.list();
    const id = items[0]?.id ?? "";
    const keys: Collection<Record<string, unknown>> = {
      name: "api-keys",
      parse: (value) => value as Record<string, unknown>,
      id: () => id,
      indexes: {},
    };
    const { operator, expiresAt, rotatedTo, ...early } = (await core.store.get(keys, id))?.value ?? {};
    expect([operator, expiresAt, rotatedTo]).toEqual([true, null, null]);
    await core.store.transact([put(keys, early)]);
    expect((await client.workspaces.me()).operator).toBe(false);
  });
  await onHub(async ({ adminKey }, client) => {
    expect(adminKey.created).toBe(false);
    expect(await client.workspaces.me()).toMatchObject({ operator: true, workspaces: [{ name: "Home" }] });
  });
});

it("is there anew after it was deleted, and stays", async () => {
  const before = await onHub(async ({ adminKey }, client) => {
    await client.styles.create({ name: "Noise", files: [{ name: "a.png", bytes: image }] });
    await client.workspaces.delete(home, "Home");
    await expect(client.styles.list()).rejects.toMatchObject({ code: "unauthenticated" });
    return adminKey.secret;
  });
  await onHub(async ({ adminKey, core }, client) => {
    expect([adminKey.created, adminKey.secret === before]).toEqual([true, false]);
    expect((await client.styles.list()).items).toEqual([]);
    // The job that looks once more, a quarter of an hour later.
    const message = JSON.stringify({ kind: "delete-workspace", workspaceId: home });
    await handleMessage(core, message, { receives: 1, signal: new AbortController().signal });
    expect(await client.workspaces.get(home)).toMatchObject({ name: "Home", plan: "unlimited" });
  });
});
