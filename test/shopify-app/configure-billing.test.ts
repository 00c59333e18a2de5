import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { browserAvailable, launchBrowser } from "../support/browser.ts";
import { opensslAvailable } from "../support/shopify/admin/certificate.ts";
import type { ShopWorkspace } from "./first-visit.ts";
import { firstProducts, makeSelection } from "./make-selection.ts";
import { type OpenedApp, openApp, widths } from "./opened-app.ts";
import { openRig, type Rig } from "./rig.ts";
import { seedStyle } from "./seeds.ts";
import { stockShop } from "./shop-stock.ts";
import { tallPicture } from "./tall-picture.ts";

describe.skipIf(!browserAvailable() || !opensslAvailable())("configuring a batch that is paid for", () => {
  let rig: Rig;
  let browser: Browser;
  let shop: ShopWorkspace;
  let opened: OpenedApp;
  beforeAll(async () => {
    [rig, browser] = await Promise.all([
      openRig({
        environment: {
          ASSETQL_SHOPIFY_BILLING: "test",
          ASSETQL_SHOPIFY_FREE_IMAGES: "4",
          ASSETQL_SHOPIFY_IMAGE_PRICE: "0.25",
          ASSETQL_SHOPIFY_CURRENCY: "EUR",
          ASSETQL_SHOPIFY_CAP: "1.00",
          ASSETQL_SHOPIFY_PLAN: "unlimited",
        },
      }),
      launchBrowser(),
    ]);
    await stockShop(rig.shopify.state, { products: 8 });
    shop = await rig.shopWorkspace();
    await seedStyle(rig, shop);
  });
  afterEach(async () => {
    await opened.close();
  });
  afterAll(async () => {
    await browser?.close();
    await rig?.dispose();
  });
  /** Configuring images of so many products, one each. */
  const open = async (products: number, options: { locale?: "de"; width?: number } = {}): Promise<void> => {
    opened = await openApp(browser, rig, options);
    const id = await makeSelection(opened, { name: "Spring", ids: firstProducts(rig.shopify, products) });
    await opened.goTo(`/app/configure/${id}`);
  };
  const create = () => opened.app.getByRole("button", { name: "Create batch" });
  const words = (text: string) => opened.app.getByText(text, { exact: false }).first().waitFor();
  const fact = (name: string) =>
    opened.app.locator("dt", { hasText: name }).locator("xpath=following-sibling::dd[1]");
  const look = async (name: string): Promise<void> => {
    await tallPicture(opened, `configure-billing-${name}`);
    expect([name, ...(await opened.obstacles())]).toEqual([name]);
    expect([name, await opened.overflows()]).toEqual([name, false]);
  };
  const agree = () => {
    for (const id of rig.shopify.subscriptions.keys()) rig.shopify.decideSubscription(id, "approve");
  };

  it("shows what is free of it, and makes it", async () => {
    await open(3);
    await expect.poll(() => fact("Free this month").textContent()).toBe("4 of 4 images");
    expect(await fact("Cost").textContent()).toBe("Nothing");
    await words("each one that is made costs €0.25. You pay through Shopify.");
    // What the generator takes is not the merchant's to pay.
    expect(await opened.app.getByText("$").count()).toBe(0);
    await words("What you fill in is kept until you come back.");
    await look("free");
    await create().click();
    await expect.poll(() => opened.path()).toMatch(/^\/app\/batches\//);
    await shop.client.batches.watch(opened.path().split("/")[3] ?? "");
    await opened.goTo("/app");
    await words("1 image left");
    await words("Each further image that is made costs €0.25.");
  });

  it("says what more than that costs, and leads to where a plan is agreed to", async () => {
    await open(4);
    await expect.poll(() => fact("Free this month").textContent()).toBe("1 of 4 images");
    expect(await fact("Cost").textContent()).toBe("€0.75 for 3 images");
    await words("This makes 4 images, and 1 is free this month.");
    await words("Choose a plan in the settings first.");
    expect(await create().isDisabled()).toBe(true);
    await look("plan-needed");
    const path = opened.path();
    await opened.app.getByRole("link", { name: "Open the settings" }).click();
    await opened.app.getByRole("button", { name: "Choose pay by the image" }).click();
    await expect.poll(() => opened.page.url()).toContain("charges");
    opened.forgive();
    agree();
    await opened.close();
    opened = await openApp(browser, rig, { path });
    await words("What you fill in is kept until you come back.");
    expect(await create().isEnabled()).toBe(true);
    expect(await fact("Cost").textContent()).toBe("€0.75 for 3 images");
  });

  it("is refused in words when the free images went elsewhere meanwhile, and says where a plan is", async () => {
    for (const subscription of rig.shopify.subscriptions.values()) subscription.status = "CANCELLED";
    await open(1);
    await words("What you fill in is kept until you come back.");
    const { items } = await shop.client.assets.list({ limit: 1 });
    await shop.client.assets.regenerate(items[0]?.id ?? "");
    await create().click();
    await words("Your free images are used up");
    await look("refused");
    await opened.app.getByRole("link", { name: "Open the settings" }).click();
    await expect.poll(() => opened.path()).toBe("/app/settings");
    // The browser notes the refusal.
    opened.forgive();
  });

  it("says what the agreed limit is enough for, on a telephone in German", async () => {
    for (const subscription of rig.shopify.subscriptions.values()) subscription.status = "ACTIVE";
    await open(6, { locale: "de", width: widths.narrow });
    await words("Mehr, als Sie zu zahlen zugestimmt haben");
    await words("Ihr Höchstbetrag von 1,00 € in 30 Tagen reicht noch für 4.");
    await look("limit-narrow-de");
  });
});
