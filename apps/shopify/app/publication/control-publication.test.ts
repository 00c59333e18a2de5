import type { PublicationId } from "@assetql/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addProduct } from "../../../../test/support/shopify/index.ts";
import { openServerRig, type ServerRig } from "../../../../test/support/shopify-server/rig.ts";
import type { Visit } from "../../server/services.ts";
import { controlPublication } from "./control-publication.server.ts";

let rig: ServerRig;
let hub: Visit["hub"];
let id: PublicationId;

beforeAll(async () => {
  rig = await openServerRig();
  const server = await rig.open();
  server.start();
  const visit = await server.services.visit(await rig.page());
  hub = visit.hub;
  const product = addProduct(rig.shopify.state, { title: "Mug" });
  const style = await hub.styles.create({
    name: "House",
    deviationThreshold: 0,
    files: [{ name: "reference.png", bytes: rig.reference }],
  });
  const batch = await hub.batches.create({
    name: "Mugs",
    styleProfileId: style.id,
    template: "{title}",
    csv: `item_id,image_number,title\nproduct/${product.id},1,Mug`,
    config: { width: 128, height: 128, styleGate: "off" },
  });
  await hub.batches.watch(batch.id);
  const { items } = await hub.assets.list({ batchId: batch.id });
  await hub.assets.review({ action: "approve", assetIds: items.map((asset) => asset.id) });
  const { targetId } = visit.connection;
  ({ id } = await hub.publications.create({ targetId, batchId: batch.id }));
  await hub.publications.wait(id);
});
afterAll(() => rig.dispose());

const DAY = 86_400_000;

function send(fields: Readonly<Record<string, string | number>>): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
  return controlPublication(hub, id, form);
}

const now = async () => {
  const { status, scheduled } = await hub.publications.get(id);
  return { status, scheduled: scheduled.map(({ action, at }) => [action, at]) };
};

describe("what the buttons of a publication's page ask for", () => {
  it.each([
    { intent: "apply", at: "soon" },
    { intent: "apply", at: "undefined" },
    { intent: "apply", revertAt: "1.5" },
    { intent: "revert", at: "-1" },
  ])("is never done now where its time cannot be read: %o", async (fields) => {
    await expect(send(fields)).rejects.toMatchObject({ code: "request-invalid" });
    expect(await now()).toEqual({ status: "planned", scheduled: [] });
  });

  it("calls off the undo that the form had shown, and nobody else's", async () => {
    const [applyAt, shown, colleagues] = [Date.now() + DAY, Date.now() + 2 * DAY, Date.now() + 3 * DAY];
    await send({ intent: "apply", at: applyAt, revertAt: shown });
    await hub.publications.revert(id, { at: colleagues });
    await send({ intent: "apply", at: applyAt + 1, notRevertAt: shown });
    expect(await now()).toEqual({
      status: "planned",
      scheduled: [
        ["apply", applyAt + 1],
        ["revert", colleagues],
      ],
    });
    await send({ intent: "apply", at: applyAt, notRevertAt: colleagues });
    expect(await now()).toEqual({ status: "planned", scheduled: [["apply", applyAt]] });
  });

  it("calls off nothing where the publication has moved on, and is refused", async () => {
    await send({ intent: "apply", at: "" });
    await hub.publications.wait(id);
    const at = Date.now() + DAY;
    await hub.publications.revert(id, { at });
    await expect(send({ intent: "apply", notRevertAt: at })).rejects.toMatchObject({
      problem: { code: "publication-state" },
    });
    expect(await now()).toEqual({ status: "applied", scheduled: [["revert", at]] });
  });
});
