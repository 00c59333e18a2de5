import type { Batch } from "@assetql/contract";
import type { Locator } from "playwright-core";
import type { ShopWorkspace } from "./first-visit.ts";
import { seedBatch, seedReview, seedStyle } from "./seeds.ts";
import { aroundScreen, type Screen } from "./shared-screen.ts";
import { stockShop } from "./shop-stock.ts";

interface BatchScreenOptions {
  /** Of its pictures. */
  readonly name: string;
  /** Six images are approved, and two rejected. */
  readonly isReviewed: boolean;
}

export interface BatchScreen extends Screen {
  /** With a client of the tests' own. */
  readonly shop: ShopWorkspace;
  /** Of twelve images of eight products. */
  readonly batch: Batch;
  dialog(): Locator;
  /** What each product shows, in order, and its variants; files stay in the shop, and are no part of it. */
  shown(): [id: string, media: readonly string[], variants: readonly (string | null)[]][];
}

/** Around the tests of a screen of a finished batch: see {@link aroundScreen}. */
export function aroundBatch({ name, isReviewed }: BatchScreenOptions): BatchScreen {
  const made: { shop?: ShopWorkspace; batch?: Batch } = {};
  const screen = aroundScreen({
    name,
    path: "/app",
    async prepare(rig) {
      await stockShop(rig.shopify.state, { products: 8 });
      const shop = await rig.shopWorkspace();
      const batch = await seedBatch(rig, shop, await seedStyle(rig, shop));
      if (isReviewed) await seedReview(shop, batch);
      Object.assign(made, { shop, batch });
    },
  });
  const seeded = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error("The shop is not ready yet");
    return value;
  };
  const { open, look, app, button, words } = screen;
  return {
    get rig() {
      return screen.rig;
    },
    get browser() {
      return screen.browser;
    },
    get opened() {
      return screen.opened;
    },
    get shop() {
      return seeded(made.shop);
    },
    get batch() {
      return seeded(made.batch);
    },
    open,
    look,
    app,
    button,
    words,
    dialog: () => app().getByRole("dialog"),
    shown: () =>
      [...screen.rig.shopify.state.products.values()].map(({ id, media, variants }) => [
        id,
        [...media],
        variants.map(({ mediaId }) => mediaId),
      ]),
  };
}
