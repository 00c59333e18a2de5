import type { Client } from "@assetql/client";
import { afterEach, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { openServerRig, people, type ServerRig } from "../../../../test/support/shopify-server/rig.ts";
import type { Visit } from "../services.ts";

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

const codeOf = async (
  visit: Visit,
  services: { problemOf(e: unknown): { code: string } | undefined },
  key: string,
) => services.problemOf(await visit.joinWorkspace(key).catch((error: unknown) => error))?.code;

it("brings the shop into the workspace of a key, with keys of its own, and leaves the shop's as it was", async () => {
  const { services } = await rig.open();
  const before = await services.visit(await rig.page());
  const connection = await before.joinWorkspace(` ${other.key}\n`);
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

it("comes back to its own workspace by a key of that, and takes its things out of the other", async () => {
  const { services } = await rig.open();
  const before = await services.visit(await rig.page());
  const own = await before.admin.keys.create({ name: "Way back", role: "admin" });
  await before.joinWorkspace(other.key);
  await services.visit(await rig.call());
  const joined = await services.visit(await rig.call("/app", people.mila.id));
  const back = await joined.joinWorkspace(own.secret);
  expect(back).toMatchObject({ workspaceId: before.connection.workspaceId, isOwn: true });
  expect(back.targetId).toBe(before.connection.targetId);
  expect(await activeKeys(other.admin)).toEqual(["admin First admin key"]);
  expect((await other.admin.targets.list()).items).toEqual([]);
});

it("goes back to its own when it is told to leave, and stays there when it never left", async () => {
  const { services } = await rig.open();
  const before = await services.visit(await rig.page());
  expect(await before.leaveWorkspace()).toEqual(before.connection);
  await before.joinWorkspace(other.key);
  const joined = await services.visit(await rig.call());
  const back = await joined.leaveWorkspace();
  expect(back).toMatchObject({
    workspaceId: before.connection.workspaceId,
    targetId: before.connection.targetId,
    isOwn: true,
    previous: { workspaceId: other.id, workspaceName: "Studio", why: "left" },
  });
  expect(await activeKeys(other.admin)).toEqual(["admin First admin key"]);
  expect((await services.visit(await rig.call())).connection).toEqual(back);
});

it("comes into the same workspace once more, with new keys for its people", async () => {
  const { services } = await rig.open();
  const before = await services.visit(await rig.page());
  for (let times = 0; times < 2; times += 1) {
    await before.joinWorkspace(other.key);
    const joined = await services.visit(await rig.call());
    await expect(joined.hub.targets.get(joined.connection.targetId)).resolves.toMatchObject({});
    await joined.leaveWorkspace();
  }
  // Locked out, and let in again.
  await before.joinWorkspace(other.key);
  await services.visit(await rig.call());
  for (const { id, name } of (await other.admin.keys.list()).items) {
    if (name !== "First admin key") await other.admin.keys.revoke(id);
  }
  const back = await (await rig.open()).services.visit(await rig.call());
  expect(back.connection.isOwn).toBe(true);
  await back.joinWorkspace(other.key);
  const joined = await services.visit(await rig.call());
  await expect(joined.hub.batches.list()).resolves.toMatchObject({ items: [] });
});

it("leaves nothing behind when it is told to join two at the same moment, in two processes", async () => {
  const third = await rig.operator.workspaces.create({ name: "Third" });
  const thirdKey = third.firstKey?.secret ?? "";
  const visits = [];
  for (const { services } of [await rig.open(), await rig.open()])
    visits.push(await services.visit(await rig.page()));
  const [one, two] = visits;
  await Promise.all([one?.joinWorkspace(other.key), two?.joinWorkspace(thirdKey)]);
  const { services } = await rig.open();
  const visit = await services.visit(await rig.call());
  const places = [other, { id: third.id, admin: rig.client(thirdKey) }];
  for (const { id, admin } of places) {
    const isHere = id === visit.connection.workspaceId;
    expect((await admin.targets.list()).items).toHaveLength(isHere ? 1 : 0);
    expect((await activeKeys(admin)).filter((name) => name.includes("Shopify app of"))).toHaveLength(
      isHere ? 1 : 0,
    );
  }
  // The same one twice is one target and one key.
  await visit.leaveWorkspace();
  await Promise.all([one?.joinWorkspace(other.key), two?.joinWorkspace(other.key)]);
  expect((await services.visit(await rig.call())).connection.workspaceId).toBe(other.id);
  expect((await other.admin.targets.list()).items).toHaveLength(1);
  expect((await activeKeys(other.admin)).filter((name) => name.includes("Shopify app of"))).toHaveLength(1);
});

it("takes out later what it could not take out when it left", async () => {
  const server = await rig.open();
  const visit = await server.services.visit(await rig.page());
  await visit.joinWorkspace(other.key);
  const record = await server.store.documents.get({ shop: rig.shopify.shop, key: "connection" });
  const { joined, ...rest } = z.looseObject({ joined: z.json() }).parse(record?.value);
  // As a process leaves it that ends between the move and what comes after.
  const value = z.json().parse({ ...rest, joined: null, leaving: [joined] });
  await server.store.documents.put({ shop: rig.shopify.shop, key: "connection", value });
  await (await server.services.visit(await rig.call())).leaveWorkspace();
  expect((await other.admin.targets.list()).items).toEqual([]);
  expect(await activeKeys(other.admin)).toEqual(["admin First admin key"]);
});

it("does nothing when it is there already", async () => {
  const { services } = await rig.open();
  const visit = await services.visit(await rig.page());
  await visit.joinWorkspace(other.key);
  const joined = await services.visit(await rig.call());
  expect(await joined.joinWorkspace(other.key)).toEqual(joined.connection);
  expect((await other.admin.targets.list()).items).toHaveLength(1);
});

it("says which key is wrong, and stays where it is", async () => {
  const server = await rig.open();
  const visit = await server.services.visit(await rig.page());
  const creator = await other.admin.keys.create({ name: "Creator", role: "creator" });
  expect(await codeOf(visit, server.services, "aql_nobody_has_ever_seen_this_key")).toBe("join-key-refused");
  expect(await codeOf(visit, server.services, "")).toBe("join-key-refused");
  expect(await codeOf(visit, server.services, "Schlüssel 🔑")).toBe("join-key-refused");
  expect(await codeOf(visit, server.services, creator.secret)).toBe("join-key-not-admin");
  const after = await server.services.visit(await rig.call());
  expect(after.connection).toEqual(visit.connection);
  expect(server.lines.join("")).not.toContain(other.key);
});

it("goes back to its own when the other is gone or has locked it out", async () => {
  const { services } = await rig.open();
  const before = await services.visit(await rig.page());
  await before.joinWorkspace(other.key);
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
  await first.joinWorkspace(other.key);
  const joined = await services.visit(await rig.call());
  const artist = await other.admin.keys.create({ name: "Ana, artist", role: "creator" });
  expect(await joined.namesOf([artist.id, ids[1] ?? ""])).toEqual(
    new Map([
      [artist.id, "Ana, artist"],
      [ids[1], "Mila Öztürk"],
    ]),
  );
});
