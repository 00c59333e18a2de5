import { afterAll, beforeAll, expect, it } from "vitest";
import { addProduct } from "../../../../test/support/shopify/index.ts";
import { approvedBatch } from "../../../../test/support/shopify-server/approved-batch.ts";
import {
  type OpenedServer,
  openServerRig,
  type ServerRig,
} from "../../../../test/support/shopify-server/rig.ts";

const PRODUCTS = 6;
let rig: ServerRig;
beforeAll(async () => {
  // The last image of all is not ready before the app is gone: so the publication cannot have ended.
  rig = await openServerRig({ shopify: { processingMs: 400 } });
  for (let number = 1; number <= PRODUCTS; number += 1)
    addProduct(rig.shopify.state, { title: `Mug ${number}` });
});
afterAll(() => rig.dispose());

async function uninstall({ services }: OpenedServer): Promise<void> {
  await rig.shopify.uninstall();
  const later = { "X-Shopify-Triggered-At": new Date(Date.now() + 1_000).toISOString() };
  const answer = await services.receiveWebhook(rig.webhook("app/uninstalled", { id: 1 }, later));
  expect(answer.status).toBe(200);
}

it("pauses what it publishes, with a clear state, and goes on after the shop has come back", async () => {
  const server = await rig.open();
  server.start();
  const visit = await server.services.visit(await rig.page());
  const batchId = await approvedBatch(rig, visit, PRODUCTS);
  const { targetId } = visit.connection;
  const { id } = await visit.hub.publications.create({ targetId, batchId, apply: true });
  await expect.poll(() => rig.shopify.state.files.size).toBeGreaterThan(0);

  await uninstall(server);
  const ended = await visit.admin.publications.wait(id);
  expect(["paused", "applied"]).toContain(ended.status);
  const problems = [];
  for await (const { problem } of visit.admin.publications.changesAll(id))
    if (problem) problems.push(problem.code);
  expect(
    problems.every((code) => code.startsWith("credentials-")),
    String(problems),
  ).toBe(true);

  // Back again: what was left is published, and nothing twice.
  const again = await server.services.visit(await rig.page());
  const stopped = await again.hub.publications.get(id);
  if (stopped.status === "paused") await again.hub.publications.resume(id);
  let done = await again.hub.publications.wait(id);
  if (done.counts.failed > 0) {
    await again.hub.publications.apply(id);
    done = await again.hub.publications.wait(id);
  }
  expect(done).toMatchObject({ status: "applied", counts: { applied: PRODUCTS, failed: 0 } });
  for (const product of rig.shopify.state.products.values()) expect(product.media).toHaveLength(1);
  expect(rig.shopify.state.files.size).toBe(PRODUCTS);
});

it("pauses what is due while the shop is gone, says why, and goes on after the shop has come back", async () => {
  const server = await rig.open();
  server.start();
  const visit = await server.services.visit(await rig.page());
  const [published] = (await visit.hub.publications.list({ limit: 1 })).items;
  const id = published?.id ?? "";
  await visit.hub.publications.revert(id, { at: Date.now() + 5_000 });
  await uninstall(server);
  await expect.poll(async () => (await visit.admin.publications.get(id)).status).toBe("paused");
  expect(await visit.admin.publications.get(id)).toMatchObject({
    pausedFrom: "reverting",
    problem: { code: "credentials-missing" },
    counts: { reverted: 0, revertFailed: 0 },
    scheduled: [],
  });

  const again = await server.services.visit(await rig.page());
  await again.hub.publications.resume(id);
  expect(await again.hub.publications.wait(id)).toMatchObject({
    status: "reverted",
    problem: null,
    counts: { reverted: PRODUCTS, revertFailed: 0 },
  });
  expect(rig.shopify.state.files.size).toBe(0);

  const { targetId } = again.connection;
  const { id: next } = await again.hub.publications.create({ targetId, batchId: published?.batchId ?? "" });
  await again.hub.publications.wait(next);
  await again.hub.publications.apply(next, { at: Date.now() + 5_000 });
  await uninstall(server);
  await expect.poll(async () => (await again.admin.publications.get(next)).status).toBe("paused");
  expect(await again.admin.publications.get(next)).toMatchObject({
    pausedFrom: "applying",
    problem: { code: "credentials-missing" },
    counts: { applied: 0, failed: 0 },
  });
  const back = await server.services.visit(await rig.page());
  await back.hub.publications.resume(next);
  expect(await back.hub.publications.wait(next)).toMatchObject({
    status: "applied",
    problem: null,
    counts: { applied: PRODUCTS, failed: 0 },
  });
});
