import type { Batch, Publication } from "@assetql/contract";
import type { ActionFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addProduct } from "../../../../test/support/shopify/index.ts";
import { approvedBatch } from "../../../../test/support/shopify-server/approved-batch.ts";
import {
  type OpenedServer,
  openServerRig,
  type ServerRig,
} from "../../../../test/support/shopify-server/rig.ts";
import * as watch from "../routes/app.batches.$batchId._index.tsx";
import * as images from "../routes/app.batches.$batchId.images.ts";
import * as publish from "../routes/app.batches.$batchId.publish.tsx";
import * as review from "../routes/app.batches.$batchId.review.tsx";
import * as publications from "../routes/app.publications.$publicationId.tsx";

type Handler = (args: ActionFunctionArgs) => Promise<unknown>;
interface Asked {
  readonly handle: Handler;
  /** Of an address: the id of a batch or of a publication. */
  readonly of: "batchId" | "publicationId";
  readonly path: string;
  readonly body?: BodyInit;
}

const form = (fields: Record<string, string>) => new URLSearchParams(fields);
const accept = JSON.stringify({ ask: "accept", taskId: "task_of_another_shop" });
const asked: readonly Asked[] = [
  { of: "batchId", path: "", handle: watch.loader },
  { of: "batchId", path: "", handle: watch.action, body: form({ intent: "cancel" }) },
  { of: "batchId", path: "/images?read=match", handle: images.loader },
  { of: "batchId", path: "/images", handle: images.action, body: accept },
  { of: "batchId", path: "/publish", handle: publish.loader },
  { of: "batchId", path: "/publish", handle: publish.action, body: form({ idempotencyKey: "other-shops" }) },
  { of: "batchId", path: "/review", handle: review.loader },
  { of: "publicationId", path: "", handle: publications.loader },
  { of: "publicationId", path: "", handle: publications.action, body: form({ intent: "apply" }) },
  { of: "publicationId", path: "", handle: publications.action, body: form({ intent: "revert" }) },
];

let rig: ServerRig;
let server: OpenedServer;
let ours: { readonly batchId: string; readonly publicationId: string };
let others: { readonly batchId: string; readonly publicationId: string };
let ofNobody: Batch;
let look: () => Promise<Publication>;

beforeAll(async () => {
  rig = await openServerRig();
  addProduct(rig.shopify.state, { title: "Mug" });
  server = await rig.open();
  server.start();
  await server.services.visit(await rig.page());
  const { firstKey } = await rig.operator.workspaces.create({ name: "Studio", plan: "unlimited" });
  const admin = rig.client(firstKey?.secret ?? "");
  await server.services.joinWorkspace(await rig.call(), firstKey?.secret ?? "");
  const visit = await server.services.visit(await rig.call());
  const planned = async (batchId: string, targetId: string): Promise<string> => {
    const { id } = await admin.publications.create({ targetId, batchId });
    await admin.publications.wait(id);
    return id;
  };
  const batchId = await approvedBatch(rig, visit, 1);
  ours = { batchId, publicationId: await planned(batchId, visit.connection.targetId) };
  const another = { name: "Another shop", connector: "shopify", config: { shop: "another.myshopify.com" } };
  const { id: targetId } = await admin.targets.create(another);
  const { styleProfileId, template } = await admin.batches.get(batchId);
  const made = { name: "Others", styleProfileId, template, config: { width: 128, height: 128 } };
  const csv = "item_id,image_number,title\nproduct/1,1,Mug";
  const theirs = await admin.batches.create({ ...made, csv, targetId });
  ofNobody = await admin.batches.create({ ...made, csv: "title\nMug" });
  await Promise.all([theirs, ofNobody].map(({ id }) => admin.batches.watch(id)));
  others = { batchId: theirs.id, publicationId: await planned(batchId, targetId) };
  look = () => admin.publications.get(others.publicationId);
});
afterAll(() => rig.dispose());

/** The code of the problem that is answered or thrown; undefined for none. */
async function problemOf({ handle, of, path, body }: Asked, id: string): Promise<string | undefined> {
  const place = of === "batchId" ? "batches" : "publications";
  const { url, headers } = await rig.call(`/app/${place}/${id}${path}`);
  const request = new Request(url, body === undefined ? { headers } : { headers, method: "POST", body });
  const context = { services: server.services, requestId: "own-ids" };
  const answer = await handle({ request, params: { [of]: id }, context }).catch((error: unknown) => error);
  const told = answer instanceof Response ? await answer.clone().text() : JSON.stringify(answer);
  return /"problem":\{"code":"([a-z-]+)"/.exec(told)?.[1];
}

describe("in a workspace that several shops share, every address", () => {
  for (const one of asked) {
    const name = `${one.body === undefined ? "loader" : "action"} of ${one.of}${one.path}`;
    it(`knows nothing of another shop's or of nobody's: ${name} ${String(one.body ?? "")}`, async () => {
      const before = await look();
      expect(await problemOf(one, others[one.of])).toBe("not-found");
      if (one.of === "batchId") expect(await problemOf(one, ofNobody.id)).toBe("not-found");
      expect(await look()).toEqual(before);
    });
  }

  it("opens what is the shop's", async () => {
    for (const one of asked.filter(({ body }) => body === undefined)) {
      expect([one.path, await problemOf(one, ours[one.of])]).toEqual([one.path, undefined]);
    }
  });

  it("knows nothing of what cannot be an id", async () => {
    for (const one of asked) expect(await problemOf(one, "..")).toBe("not-found");
  });
});
