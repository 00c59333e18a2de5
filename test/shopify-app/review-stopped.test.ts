import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserAvailable } from "../support/browser.ts";
import { preparedImage } from "../support/fixed-generator.ts";
import { createScriptedGenerator, type ScriptedGenerator } from "../support/scripted-generator.ts";
import { opensslAvailable } from "../support/shopify/admin/certificate.ts";
import type { ShopWorkspace } from "./first-visit.ts";
import { aroundScreen } from "./shared-screen.ts";
import { stockShop } from "./shop-stock.ts";

/** What the screen asks for in one call; after the first nothing is free any more. */
const A_CALL = 100;
const IMAGES = 120;
const LEFT = IMAGES - A_CALL;

describe.skipIf(!browserAvailable() || !opensslAvailable())("a decision that fails part-way", () => {
  let shop: ShopWorkspace;
  let path: string;
  let reference: Uint8Array;
  const generator: ScriptedGenerator = createScriptedGenerator(() => reference);
  beforeAll(async () => {
    reference = await preparedImage(128);
  });
  afterAll(() => generator.openGate());
  const screen = aroundScreen({
    name: "review-stopped",
    path: "/app",
    rig: {
      generator,
      environment: {
        ASSETQL_SHOPIFY_BILLING: "test",
        ASSETQL_SHOPIFY_FREE_IMAGES: String(IMAGES + A_CALL),
        ASSETQL_SHOPIFY_PLAN: "unlimited",
      },
    },
    async prepare(rig) {
      await stockShop(rig.shopify.state, { products: 2 });
      shop = await rig.shopWorkspace();
      const style = await shop.client.styles.create({
        name: "House style",
        deviationThreshold: 0,
        files: [{ name: "reference.png", bytes: reference }],
      });
      const rows = Array.from({ length: IMAGES }, (_, index) => `product/1,${index + 1},Mug ${index + 1}`);
      const { id } = await shop.client.batches.create({
        name: "Many mugs",
        styleProfileId: style.id,
        template: "{title}",
        csv: ["item_id,image_number,title", ...rows].join("\n"),
        targetId: shop.targetId,
        config: { width: 128, height: 128, seed: 1 },
      });
      await shop.client.batches.watch(id);
      path = `/app/batches/${id}/review?sort=row`;
    },
  });
  const { app, button, words, open } = screen;
  const tiles = (): Locator => app().getByRole("grid", { name: "Images" }).getByRole("row");
  const inWork = (): Promise<number> => tiles().filter({ hasText: "Being made again" }).count();
  const makeAgain = async (count: number): Promise<void> => {
    await button("Make again…").click();
    await app()
      .getByRole("dialog")
      .getByRole("button", { name: `Make ${count} again` })
      .click();
  };
  /** How many images are of the first version, and of the second. */
  const versions = async (): Promise<number[]> => {
    const { items } = await shop.client.assets.list({ limit: IMAGES });
    return [1, 2].map((version) => items.filter(({ latestVersion }) => latestVersion === version).length);
  };

  it("keeps what went through, says how much that is, and leaves only the rest selected", async () => {
    await open({ path });
    await app()
      .getByRole("button", { name: /^Select all \d+ on this page$/ })
      .click();
    await button(`Select all ${IMAGES} that match`).click();
    generator.closeGate();
    await makeAgain(IMAGES);
    await words("Your free images are used up");
    await words(`${A_CALL} images are being made again. ${LEFT} are left, and still selected.`);
    await words(`${LEFT} images selected`);
    // In the order in which they are shown.
    const shown = await tiles().count();
    await expect.poll(inWork).toBe(shown);
    await screen.look("part-way");
    generator.openGate();
    await expect.poll(inWork).toBe(0);
    screen.opened.forgive();
  });

  it("does nothing twice when the button is pressed again", async () => {
    const answer = screen.opened.page.waitForResponse(
      (response) => response.request().method() === "POST" && response.url().endsWith("/images"),
    );
    await makeAgain(LEFT);
    expect((await answer).status()).toBe(402);
    await expect.poll(versions).toEqual([LEFT, A_CALL]);
    screen.opened.forgive();
  });

  it("keeps the page when nobody answers, and what is selected", async () => {
    await screen.rig.stopHub();
    const readAgain = screen.opened.page.waitForResponse((response) =>
      response.url().includes("/review.data"),
    );
    await button("Approve").click();
    await readAgain;
    await words("AssetQL does not answer at the moment");
    await words(`${LEFT} images selected`);
    await screen.rig.startHub();
    await button("Approve").click();
    await expect.poll(() => app().locator("[data-said]").textContent()).toBe(`${LEFT} images approved.`);
    screen.opened.forgive();
  });
});
