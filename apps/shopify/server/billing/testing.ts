import { addProduct } from "../../../../test/support/shopify/index.ts";
import { openServerRig, type ServerRig } from "../../../../test/support/shopify-server/rig.ts";
import type { BatchPlan } from "../batches/shop-batches.ts";
import type { Visit } from "../services.ts";

/** Free images a month; each further one is 0.25 USD, up to 2.00 in 30 days. */
export const FREE = 2;

/** A server with billing, and a shop with a style and twelve products. */
export async function openBillingRig() {
  const rig = await openServerRig({
    environment: {
      ASSETQL_SHOPIFY_BILLING: "test",
      ASSETQL_SHOPIFY_FREE_IMAGES: String(FREE),
      ASSETQL_SHOPIFY_IMAGE_PRICE: "0.25",
      ASSETQL_SHOPIFY_CAP: "2.00",
      ASSETQL_SHOPIFY_PLAN: "unlimited",
    },
  });
  for (let number = 1; number <= 12; number += 1) addProduct(rig.shopify.state, { title: `Mug ${number}` });
  const server = await rig.open();
  const visit = await server.services.visit(await rig.page());
  const style = await visit.hub.styles.create({
    name: "House",
    deviationThreshold: 0,
    files: [{ name: "reference.png", bytes: rig.reference }],
  });
  const plan: BatchPlan = {
    selectionId: "",
    styleProfileId: style.id,
    template: "A picture of {title}",
    perItem: 1,
    config: {},
  };
  return {
    rig,
    server,
    visit,
    plan,
    ...makingOf(visit, plan),
    ...payingOf(rig, visit),
    refused: async (run: Promise<unknown>) =>
      server.services.problemOf(await run.catch((error: unknown) => error)),
  };
}

export type BillingRig = Awaited<ReturnType<typeof openBillingRig>>;

export const codeOf = ({ server }: BillingRig, run: Promise<unknown>): Promise<string | undefined> =>
  run.then(
    () => "made",
    (error: unknown) => server.services.problemOf(error)?.code,
  );

function makingOf(visit: Visit, plan: BatchPlan) {
  const select = async ({ catalogue, selections }: Visit, products: number): Promise<string> => {
    const itemIds = (await catalogue.idsOf({ kind: "products" }, products)).slice(0, products);
    return (await selections.create({ name: "Mugs", kind: "products", itemIds })).id;
  };
  const imagesOf = async (batchId: string): Promise<string[]> => {
    const { items } = await visit.hub.assets.list({ batchId, limit: 50 });
    return items.map(({ id }) => id);
  };
  return {
    /** A selection of so many products. */
    select: (products: number) => select(visit, products),
    /** A batch of so many products, done. */
    async make(products: number, changes: Partial<BatchPlan> = {}, by = visit): Promise<string> {
      const selectionId = await select(by, products);
      const idempotencyKey = crypto.randomUUID();
      const batch = await by.batches.create({
        ...plan,
        ...changes,
        selectionId,
        name: "Mugs",
        idempotencyKey,
      });
      await by.hub.batches.watch(batch.id);
      return batch.id;
    },
    imagesOf,
    /** Has one image of a batch made again, and waits for it. */
    async again(batchId: string): Promise<void> {
      const [image = ""] = await imagesOf(batchId);
      await visit.hub.assets.regenerate(image, { note: "in blue" });
      await visit.hub.batches.watch(batchId);
    },
  };
}

function payingOf({ shopify }: ServerRig, visit: Visit) {
  const records = () =>
    [...shopify.subscriptions.values()].flatMap(({ lineItems }) => lineItems.flatMap((line) => line.records));
  return {
    async agree(by = visit): Promise<void> {
      await by.billing.begin();
      for (const [id, { status }] of shopify.subscriptions) {
        if (status === "PENDING") shopify.decideSubscription(id, "approve");
      }
    },
    records,
    /** Cents. */
    charged: (): number => records().reduce((sum, { cents }) => sum + cents, 0),
  };
}
