import type { Client } from "@assetql/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import {
  type OpenedServer,
  openServerRig,
  people,
  type ServerRig,
} from "../../../../test/support/shopify-server/rig.ts";

let rig: ServerRig;
let other: { readonly id: string; readonly key: string; readonly admin: Client };
beforeEach(async () => {
  rig = await openServerRig();
  const { id, firstKey } = await rig.operator.workspaces.create({ name: "Studio" });
  const key = firstKey?.secret ?? "";
  other = { id, key, admin: rig.client(key) };
});
afterEach(() => rig.dispose());

const activeKeys = async (admin: Client): Promise<string[]> =>
  (await admin.keys.list({ limit: 200 })).items
    .filter(({ revokedAt }) => revokedAt === null)
    .map(({ role, name }) => `${role} ${name}`)
    .toSorted();

/** What is left of the shop in a workspace: the key with which the app can erase there. */
const afterLeaving = () => ["admin First admin key", `admin Shopify app of ${rig.shopify.shop}`];

const refusedByHub = () =>
  Response.json(
    { type: "about:blank", title: "Refused", status: 422, code: "connector-unknown", detail: "No." },
    { status: 422, headers: { "Content-Type": "application/problem+json" } },
  );

const join = async ({ services }: Pick<OpenedServer, "services">, key: string) =>
  services.joinWorkspace(await rig.call("/app/settings"), key);

const codeOf = async ({ services }: Pick<OpenedServer, "services">, act: Promise<unknown>) =>
  services.problemOf(await act.catch((error: unknown) => error))?.code;

it("brings the shop into the workspace of a key, with keys of its own, and leaves the shop's as it was", async () => {
  const { services } = await rig.open();
  const before = await services.visit(await rig.page());
  const connection = await join({ services }, ` ${other.key}\n`);
  expect(connection).toMatchObject({
    workspaceId: other.id,
    workspaceName: "Studio",
    isOwn: false,
    previous: {
      workspaceId: before.connection.workspaceId,
      workspaceName: before.connection.workspaceName,
      why: "left",
    },
  });
  const visit = await services.visit(await rig.call());
  expect(visit.connection).toEqual(connection);
  expect((await visit.hub.targets.get(connection.targetId)).config).toEqual({ shop: rig.shopify.shop });
  expect(await activeKeys(other.admin)).toEqual([
    "admin First admin key",
    `admin Shopify app of ${rig.shopify.shop}`,
    "creator Sasha Parkinson (Shopify)",
  ]);
  // Whoever gave the key may take it back.
  const { items } = await other.admin.keys.list();
  await other.admin.keys.revoke(items.find(({ name }) => name === "First admin key")?.id ?? "");
  const again = await (await rig.open()).services.visit(await rig.call());
  expect(again.connection.workspaceId).toBe(other.id);
  await expect(before.admin.workspaces.me()).resolves.toMatchObject({ kind: "api-key" });
});

it("comes back to its own workspace by a key of that, and takes its people out of the other", async () => {
  const { services } = await rig.open();
  const before = await services.visit(await rig.page());
  const own = await before.admin.keys.create({ name: "Way back", role: "admin" });
  const { targetId } = await join({ services }, other.key);
  await services.visit(await rig.call());
  await services.visit(await rig.call("/app", people.mila.id));
  const back = await join({ services }, own.secret);
  expect(back).toMatchObject({ workspaceId: before.connection.workspaceId, isOwn: true });
  expect(back.targetId).toBe(before.connection.targetId);
  expect(await activeKeys(other.admin)).toEqual(afterLeaving());
  expect((await other.admin.targets.list()).items.map(({ id }) => id)).toEqual([targetId]);
  expect(await activeKeys(before.admin)).toContain("creator Sasha Parkinson (Shopify)");
});

it("goes back to its own when it is told to leave, and stays there when it never left", async () => {
  const { services } = await rig.open();
  const before = await services.visit(await rig.page());
  expect(await before.leaveWorkspace()).toEqual(before.connection);
  await join({ services }, other.key);
  const joined = await services.visit(await rig.call());
  const back = await joined.leaveWorkspace();
  expect(back).toMatchObject({
    workspaceId: before.connection.workspaceId,
    targetId: before.connection.targetId,
    isOwn: true,
    previous: { workspaceId: other.id, workspaceName: "Studio", why: "left" },
  });
  expect(await activeKeys(other.admin)).toEqual(afterLeaving());
  expect((await services.visit(await rig.call())).connection).toEqual(back);
});

it("comes into the same workspace once more, with new keys for its people", async () => {
  const { services } = await rig.open();
  await services.visit(await rig.page());
  const targets = new Set<string>();
  for (let times = 0; times < 2; times += 1) {
    await join({ services }, other.key);
    const joined = await services.visit(await rig.call());
    targets.add((await joined.hub.targets.get(joined.connection.targetId)).id);
    expect(await activeKeys(other.admin)).toEqual([...afterLeaving(), "creator Sasha Parkinson (Shopify)"]);
    await joined.leaveWorkspace();
  }
  expect(targets.size).toBe(1);
  // Locked out, and let in again.
  await join({ services }, other.key);
  await services.visit(await rig.call());
  for (const { id, name } of (await other.admin.keys.list()).items) {
    if (name !== "First admin key") await other.admin.keys.revoke(id);
  }
  const back = await (await rig.open()).services.visit(await rig.call());
  expect(back.connection.isOwn).toBe(true);
  await join({ services }, other.key);
  const joined = await services.visit(await rig.call());
  expect([...targets]).toEqual([joined.connection.targetId]);
  await expect(joined.hub.batches.list()).resolves.toMatchObject({ items: [] });
});

it("has one target and one key in each when it is told to join two at the same moment, in two processes", async () => {
  const third = await rig.operator.workspaces.create({ name: "Third" });
  const thirdKey = third.firstKey?.secret ?? "";
  const servers = [await rig.open(), await rig.open()] as const;
  for (const { services } of servers) await services.visit(await rig.page());
  const [one, two] = servers;
  await Promise.all([join(one, other.key), join(two, thirdKey)]);
  const visit = await one.services.visit(await rig.call());
  const appKeys = async (admin: Client) =>
    (await activeKeys(admin)).filter((name) => name.includes("Shopify app of"));
  expect([other.id, third.id]).toContain(visit.connection.workspaceId);
  for (const admin of [other.admin, rig.client(thirdKey)]) {
    expect((await admin.targets.list()).items).toHaveLength(1);
    expect(await appKeys(admin)).toHaveLength(1);
  }
  // The same one twice is one target and one key, too.
  const fourth = await rig.operator.workspaces.create({ name: "Fourth" });
  const fourthKey = fourth.firstKey?.secret ?? "";
  await Promise.all([join(one, fourthKey), join(two, fourthKey)]);
  expect((await one.services.visit(await rig.call())).connection.workspaceId).toBe(fourth.id);
  expect((await rig.client(fourthKey).targets.list()).items).toHaveLength(1);
  expect(await appKeys(rig.client(fourthKey))).toHaveLength(1);
});

it("takes its people out later when it could not when it left", async () => {
  const server = await rig.open();
  await server.services.visit(await rig.page());
  await join(server, other.key);
  await server.services.visit(await rig.call());
  const record = await server.store.documents.get({ shop: rig.shopify.shop, key: "connection" });
  const { joined, ...rest } = z.looseObject({ joined: z.json() }).parse(record?.value);
  // As a process leaves it that ends between the move and what comes after.
  const value = z.json().parse({ ...rest, joined: null, left: [joined] });
  await server.store.documents.put({ shop: rig.shopify.shop, key: "connection", value });
  await (await server.services.visit(await rig.call())).leaveWorkspace();
  expect(await activeKeys(other.admin)).toEqual(afterLeaving());
});

describe("a workspace that cannot be entered", () => {
  /** A server that the hub refuses what `isRefused` names, as long as it does. */
  const refusing = async (isRefused: (call: string) => boolean): Promise<OpenedServer> => {
    const { fetch } = globalThis;
    vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      const [, of] = pathname.split("/api/v1/");
      return isRefused(`${init?.method} ${of}`) ? refusedByHub() : fetch(input, init);
    });
    const server = await rig.open();
    await server.services.visit(await rig.page());
    return server;
  };
  afterEach(() => vi.restoreAllMocks());

  it("keeps no key of the app, however often it is tried", async () => {
    let isFull = false;
    const server = await refusing((call) => isFull && call === "POST targets");
    isFull = true;
    for (let times = 0; times < 2; times += 1) {
      expect(await codeOf(server, join(server, other.key))).toBe("connector-unknown");
    }
    expect(await activeKeys(other.admin)).toEqual(["admin First admin key"]);
    isFull = false;
    expect((await join(server, other.key)).workspaceId).toBe(other.id);
  });

  it("keeps one, which the next try takes, where it could not be revoked", async () => {
    let isDown = false;
    const server = await refusing((call) => isDown && /^(POST targets|DELETE api-keys)/.test(call));
    isDown = true;
    for (let times = 0; times < 2; times += 1) {
      expect(await codeOf(server, join(server, other.key))).toBe("connector-unknown");
    }
    expect(await activeKeys(other.admin)).toEqual(afterLeaving());
    isDown = false;
    await join(server, other.key);
    expect(await activeKeys(other.admin)).toEqual(afterLeaving());
  });
});

it("does nothing when it is there already", async () => {
  const { services } = await rig.open();
  await services.visit(await rig.page());
  await join({ services }, other.key);
  const joined = await services.visit(await rig.call());
  expect(await join({ services }, other.key)).toEqual(joined.connection);
  expect((await other.admin.targets.list()).items).toHaveLength(1);
});

it("says which key is wrong, and stays where it is", async () => {
  const server = await rig.open();
  const visit = await server.services.visit(await rig.page());
  const creator = await other.admin.keys.create({ name: "Creator", role: "creator" });
  expect(await codeOf(server, join(server, "aql_nobody_has_ever_seen_this_key"))).toBe("join-key-refused");
  expect(await codeOf(server, join(server, ""))).toBe("join-key-refused");
  expect(await codeOf(server, join(server, "Schlüssel 🔑"))).toBe("join-key-refused");
  expect(await codeOf(server, join(server, creator.secret))).toBe("join-key-not-admin");
  const after = await server.services.visit(await rig.call());
  expect(after.connection).toEqual(visit.connection);
  expect(server.lines.join("")).not.toContain(other.key);
});

it("goes back to its own when the other is gone or has locked it out", async () => {
  const { services } = await rig.open();
  const before = await services.visit(await rig.page());
  await join({ services }, other.key);
  const { items } = await other.admin.keys.list();
  await other.admin.keys.revoke(items.find(({ name }) => name.startsWith("Shopify app"))?.id ?? "");
  const visit = await (await rig.open()).services.visit(await rig.call());
  expect(visit.connection).toMatchObject({
    workspaceId: before.connection.workspaceId,
    isOwn: true,
    previous: { workspaceId: other.id, workspaceName: "Studio", why: "lost" },
  });
});

it("tells names of the shop's people, and of those it shares a workspace with", async () => {
  const { services } = await rig.open();
  const first = await services.visit(await rig.page());
  const mila = await services.visit(await rig.call("/app", people.mila.id));
  const ids = await Promise.all([first, mila].map(async ({ hub }) => (await hub.workspaces.me()).id));
  expect(await first.namesOf([...ids, "key_0000000000000000"])).toEqual(
    new Map([
      [ids[0], "Sasha Parkinson"],
      [ids[1], "Mila Öztürk"],
    ]),
  );
  await join({ services }, other.key);
  const joined = await services.visit(await rig.call());
  const artist = await other.admin.keys.create({ name: "Ana, artist", role: "creator" });
  expect(await joined.namesOf([artist.id, ids[1] ?? ""])).toEqual(
    new Map([
      [artist.id, "Ana, artist"],
      [ids[1], "Mila Öztürk"],
    ]),
  );
});
