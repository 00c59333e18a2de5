import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openServerRig, people, type ServerRig } from "../../../../test/support/shopify-server/rig.ts";
import type { MakingStep } from "./own-workspace.ts";

let rig: ServerRig;
beforeEach(async () => {
  rig = await openServerRig();
});
afterEach(() => rig.dispose());

const workspaces = async (): Promise<string[]> =>
  (await rig.operator.workspaces.list({ limit: 200 })).items.map(({ name }) => name).toSorted();

const never = (): Promise<void> => new Promise(() => undefined);

describe("a process that ends while it makes a workspace", () => {
  const steps: readonly MakingStep[] = ["marked", "workspace-made", "workspace-kept", "target-made"];
  for (const step of steps) {
    it(`is taken up by another after "${step}", and leaves nothing behind`, async () => {
      const reached: MakingStep[] = [];
      const first = await rig.open({
        async reached(at) {
          reached.push(at);
          if (at === step) await never();
        },
      });
      void first.services.visit(await rig.page());
      await expect.poll(() => reached).toContain(step);

      const second = await rig.open({ now: () => Date.now() + 61_000 });
      const visit = await second.services.visit(await rig.call());
      expect(visit.connection.isOwn).toBe(true);
      expect(await workspaces()).toEqual(["Home", rig.shopify.state.name]);
      const targets = (await visit.admin.targets.list()).items;
      expect(targets.map(({ id }) => id)).toEqual([visit.connection.targetId]);
    });
  }
});

it("leaves no workspace behind when it took so long to make it that another process has begun anew", async () => {
  const { promise, resolve: goOn } = Promise.withResolvers<void>();
  const reached: MakingStep[] = [];
  const slow = await rig.open({
    async reached(at) {
      reached.push(at);
      if (at === "marked") await promise;
    },
  });
  const visited = slow.services.visit(await rig.page());
  await expect.poll(() => reached).toContain("marked");
  const quick = await rig.open({ now: () => Date.now() + 61_000 });
  const { connection } = await quick.services.visit(await rig.call());
  goOn();
  expect((await visited).connection).toEqual(connection);
  expect(await workspaces()).toEqual(["Home", rig.shopify.state.name]);
});

it("makes one workspace when two processes are visited at the same moment", async () => {
  const [one, two] = await Promise.all([rig.open(), rig.open()]);
  const visits = await Promise.all([
    one.services.visit(await rig.page()),
    two.services.visit(await rig.page("/app", people.mila.id)),
  ]);
  expect(new Set(visits.map(({ connection }) => connection.workspaceId)).size).toBe(1);
  expect(await workspaces()).toEqual(["Home", rig.shopify.state.name]);
  const keys = (await visits[0].admin.keys.list()).items.filter(({ revokedAt }) => revokedAt === null);
  expect(keys).toHaveLength(3);
});

it("says so when the hub does not answer, and goes on when it does again", async () => {
  const server = await rig.open();
  await rig.open();
  await rig.stopHub();
  const error = await server.services.visit(await rig.page()).catch((thrown: unknown) => thrown);
  expect(server.services.problemOf(error)).toMatchObject({ code: "hub-unavailable", status: 503 });
  await rig.startHub();
  const visit = await server.services.visit(await rig.call());
  expect(visit.connection.isOwn).toBe(true);
  expect(await workspaces()).toEqual(["Home", rig.shopify.state.name]);
});

it("says so when the app's key is no operator's", async () => {
  const workspace = await rig.operator.workspaces.create({ name: "Somebody" });
  const server = await rig.open({ settings: { hubKey: workspace.firstKey?.secret ?? "" } });
  server.start();
  await expect.poll(() => server.lines.join("")).toMatch(/no operator's key/);
  const error = await server.services.visit(await rig.page()).catch((thrown: unknown) => thrown);
  expect(server.services.problemOf(error)).toMatchObject({ code: "hub-key-not-operator" });
});

it("makes the workspace anew when it was erased, and tells of the one that is lost", async () => {
  const server = await rig.open();
  const before = (await server.services.visit(await rig.page())).connection;
  await rig.operator.workspaces.delete(before.workspaceId, before.workspaceName);
  // A moment later somebody finds out.
  const other = await rig.open();
  const visit = await other.services.visit(await rig.call());
  expect(visit.connection.workspaceId).not.toBe(before.workspaceId);
  expect(visit.connection.previous).toEqual({
    workspaceId: before.workspaceId,
    workspaceName: before.workspaceName,
    why: "lost",
  });
  await expect(visit.hub.workspaces.me()).resolves.toMatchObject({ name: "Sasha Parkinson (Shopify)" });
});

it("finds out by the first refused call, too, and does not lock itself out", async () => {
  const server = await rig.open();
  const visit = await server.services.visit(await rig.page());
  await rig.operator.workspaces.delete(visit.connection.workspaceId, visit.connection.workspaceName);
  await expect(visit.admin.targets.list()).rejects.toThrow();
  const again = await server.services.visit(await rig.call());
  expect(again.connection.workspaceId).not.toBe(visit.connection.workspaceId);
});

it("makes the target anew when somebody has deleted it", async () => {
  const before = await (await rig.open()).services.visit(await rig.page());
  await before.admin.targets.delete(before.connection.targetId);
  const { services } = await rig.open();
  const [visit, again] = await Promise.all([
    services.visit(await rig.call()),
    (await rig.open()).services.visit(await rig.call("/app", people.mila.id)),
  ]);
  expect((await visit.hub.targets.list()).items.map(({ id }) => id)).toEqual([visit.connection.targetId]);
  expect(again.connection).toEqual(visit.connection);
});

it("says so when the key of the shop's own workspace was revoked, and is let in again by another", async () => {
  const server = await rig.open();
  const before = await server.services.visit(await rig.page());
  const another = await before.admin.keys.create({ name: "Another", role: "admin" });
  const { items } = await before.admin.keys.list();
  const own = items.find(({ name }) => name === "First admin key");
  await rig.client(another.secret).keys.revoke(own?.id ?? "");
  const fresh = await rig.open();
  const error = await fresh.services.visit(await rig.call()).catch((thrown: unknown) => thrown);
  expect(fresh.services.problemOf(error)).toMatchObject({ code: "workspace-key-refused", status: 503 });
  expect(await workspaces()).toEqual(["Home", rig.shopify.state.name]);

  await fresh.services.joinWorkspace(await rig.call(), another.secret);
  const { connection, hub } = await fresh.services.visit(await rig.call());
  expect(connection).toMatchObject({
    workspaceId: before.connection.workspaceId,
    targetId: before.connection.targetId,
    isOwn: true,
    previous: null,
  });
  await expect(hub.batches.list()).resolves.toMatchObject({ items: [] });
});

it("joins another workspace although its own does not let it in any more", async () => {
  const { services } = await rig.open();
  const { admin } = await services.visit(await rig.page());
  const another = await admin.keys.create({ name: "Another", role: "admin" });
  const own = (await admin.keys.list()).items.find(({ name }) => name === "First admin key");
  await rig.client(another.secret).keys.revoke(own?.id ?? "");
  const studio = await rig.operator.workspaces.create({ name: "Studio" });
  const fresh = await rig.open();
  await fresh.services.joinWorkspace(await rig.call(), studio.firstKey?.secret ?? "");
  expect((await fresh.services.visit(await rig.call())).connection.workspaceId).toBe(studio.id);
});

it("gives a person another key when theirs was revoked", async () => {
  const server = await rig.open();
  const { hub, admin } = await server.services.visit(await rig.page());
  const { items } = await admin.keys.list();
  await admin.keys.revoke(items.find(({ role }) => role === "creator")?.id ?? "");
  await expect(hub.styles.list()).rejects.toThrow();
  await expect
    .poll(async () =>
      (await server.services.visit(await rig.call())).hub.styles.list().then(
        () => "ok",
        () => "refused",
      ),
    )
    .toBe("ok");
});
