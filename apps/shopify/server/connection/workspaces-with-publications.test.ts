import type { Client } from "@assetql/client";
import { afterEach, beforeEach, expect, it } from "vitest";
import { addProduct } from "../../../../test/support/shopify/index.ts";
import { approvedBatch } from "../../../../test/support/shopify-server/approved-batch.ts";
import {
  type OpenedServer,
  openServerRig,
  type ServerRig,
} from "../../../../test/support/shopify-server/rig.ts";
import type { Visit } from "../services.ts";

const HOUR_MS = 3_600_000;
let rig: ServerRig;
let server: OpenedServer;
let studio: { readonly id: string; readonly key: string; readonly admin: Client };
beforeEach(async () => {
  rig = await openServerRig();
  addProduct(rig.shopify.state, { title: "Mug" });
  server = await rig.open();
  const { id, firstKey } = await rig.operator.workspaces.create({ name: "Studio", plan: "unlimited" });
  const key = firstKey?.secret ?? "";
  studio = { id, key, admin: rig.client(key) };
});
afterEach(() => rig.dispose());

const visit = async (): Promise<Visit> => server.services.visit(await rig.call());
const join = async (key: string) => server.services.joinWorkspace(await rig.call(), key);
const shownMedia = () => [...rig.shopify.state.products.values()].map(({ media }) => media.length);

const refused = async (act: Promise<unknown>) => {
  const error = await act.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return server.services.problemOf(error);
};

async function createPublication(of: Visit): Promise<string> {
  const batchId = await approvedBatch(rig, of, 1);
  const { targetId } = of.connection;
  return (await of.hub.publications.create({ name: "Mugs", targetId, batchId })).id;
}

/** A plan that waits to be applied. */
async function planned(of: Visit): Promise<string> {
  const id = await createPublication(of);
  await of.hub.publications.wait(id);
  return id;
}

it("undoes after it has come back what it had published in a workspace that it left", async () => {
  server.start();
  await server.services.visit(await rig.page());
  await join(studio.key);
  const joined = await visit();
  const id = await planned(joined);
  await joined.hub.publications.apply(id);
  await joined.hub.publications.wait(id);
  expect(shownMedia()).toEqual([1]);

  await joined.leaveWorkspace();
  // Whoever is there may look at it, and gets nothing done in a shop that is elsewhere.
  await studio.admin.publications.revert(id);
  await expect.poll(async () => (await studio.admin.publications.get(id)).status).toBe("paused");
  expect((await studio.admin.publications.get(id)).problem?.code).toBe("credentials-missing");
  expect(shownMedia()).toEqual([1]);

  await join(studio.key);
  const back = await visit();
  expect(back.connection.targetId).toBe(joined.connection.targetId);
  await back.hub.publications.resume(id);
  expect(await back.hub.publications.wait(id)).toMatchObject({ status: "reverted", counts: { reverted: 1 } });
  expect(shownMedia()).toEqual([0]);
});

it("neither joins nor leaves while something is scheduled, and says what", async () => {
  server.start();
  const own = await server.services.visit(await rig.page());
  const first = await planned(own);
  await own.hub.publications.apply(first, { at: Date.now() + HOUR_MS });
  const problem = await refused(join(studio.key));
  expect(problem).toMatchObject({ code: "publication-scheduled", status: 409 });
  expect(problem?.problems.map(({ message }) => message)).toEqual(["Mugs"]);
  expect((await visit()).connection).toEqual(own.connection);
  expect((await studio.admin.keys.list()).items).toHaveLength(1);
  await own.hub.publications.unschedule(first);

  await join(studio.key);
  const joined = await visit();
  const second = await planned(joined);
  await joined.hub.publications.apply(second);
  await joined.hub.publications.wait(second);
  await joined.hub.publications.revert(second, { at: Date.now() + HOUR_MS });
  expect(await refused(joined.leaveWorkspace())).toMatchObject({ code: "publication-scheduled" });
  await joined.hub.publications.unschedule(second);
  expect((await joined.leaveWorkspace()).isOwn).toBe(true);
});

it("does not leave while a plan is being made, until that is stopped", async () => {
  await server.services.visit(await rig.page());
  await join(studio.key);
  const joined = await visit();
  // No host makes it.
  const id = await createPublication(joined);
  expect(await refused(joined.leaveWorkspace())).toMatchObject({ code: "publication-running", status: 409 });
  await joined.hub.publications.pause(id);
  expect((await joined.leaveWorkspace()).isOwn).toBe(true);
});
