import { describe, expect, it } from "vitest";
import { browserAvailable } from "../support/browser.ts";
import { opensslAvailable } from "../support/shopify/admin/certificate.ts";
import type { ShopWorkspace } from "./first-visit.ts";
import { firstProducts, makeSelection } from "./make-selection.ts";
import { widths } from "./opened-app.ts";
import { seedReview, seedStyle } from "./seeds.ts";
import { aroundScreen } from "./shared-screen.ts";
import { stockShop } from "./shop-stock.ts";

describe.skipIf(!browserAvailable() || !opensslAvailable())("the history", () => {
  let shop: ShopWorkspace;
  const screen = aroundScreen({
    name: "history",
    path: "/app/history",
    async prepare(rig) {
      await stockShop(rig.shopify.state, { products: 4 });
      shop = await rig.shopWorkspace();
    },
  });
  const { open, look, app } = screen;
  const rows = () => app().locator("tbody tr");

  it("says what will be here, and where to begin", async () => {
    await open();
    await app().getByText("Nothing has been made yet").waitFor();
    await app().getByRole("link", { name: "Choose products" }).waitFor();
    await look("empty");
  });

  it("lists batches and publications, by whom they were started and what they took", async () => {
    await seedStyle(screen.rig, shop);
    const id = await makeSelection(screen.opened, {
      name: "Four products",
      ids: firstProducts(screen.rig.shopify, 4),
    });
    await open({ path: `/app/configure/${id}` });
    const create = app().getByRole("button", { name: "Create batch" });
    await expect.poll(() => create.isEnabled()).toBe(true);
    await create.click();
    await expect.poll(() => screen.opened.path()).toContain("/app/batches/");
    const [batch] = (await shop.client.batches.list()).items;
    if (batch === undefined) throw new Error("No batch was made");
    await shop.client.batches.watch(batch.id);
    await seedReview(shop, batch);
    const publication = await shop.client.publications.create({
      targetId: batch.targetId!,
      batchId: batch.id,
      name: "Onto the products",
    });
    await shop.client.publications.wait(publication.id);

    await open();
    await expect.poll(() => rows().count()).toBe(2);
    const [first, second] = await rows().allInnerTexts();
    expect(first).toContain("Onto the products");
    expect(second).toContain("Four products");
    expect(second).toContain("Sasha Parkinson");
    expect(second).toContain("4 images");
    expect(second).toContain("4 from the quota");
    expect(second).toContain("4 tries · $0.08");
    await look("list");
  });

  it("shows one kind only when asked to", async () => {
    await app().getByRole("tab", { name: "Publications" }).click();
    await expect.poll(() => rows().count()).toBe(1);
    await expect.poll(() => screen.opened.path()).toContain("show=publications");
    await app().getByRole("tab", { name: "Batches" }).click();
    await expect.poll(() => rows().allInnerTexts()).toEqual([expect.stringContaining("Four products")]);
    await app().getByRole("link", { name: "Four products" }).click();
    await app().getByRole("heading", { name: "4 of 4 images made" }).waitFor();
  });

  it("pages through long lists of both, each once", async () => {
    const [style] = (await shop.client.styles.list()).items;
    const [batch] = (await shop.client.batches.list()).items;
    for (let number = 1; number <= 12; number += 1) {
      await shop.client.publications.create({
        targetId: batch!.targetId!,
        batchId: batch!.id,
        name: `Publication ${number}`,
      });
      await shop.client.batches.create({
        name: `Batch ${number}`,
        styleProfileId: style!.id,
        template: "{title}",
        csv: "item_id,title\nproduct/1,Mug",
        targetId: batch!.targetId!,
        config: { width: 64, height: 64 },
      });
    }
    await open();
    await expect.poll(() => rows().count()).toBe(20);
    const newest = await app().locator("tbody a").allInnerTexts();
    await app().getByRole("button", { name: "Next page" }).click();
    await expect.poll(() => rows().count()).toBe(6);
    const oldest = await app().locator("tbody a").allInnerTexts();
    expect(new Set([...newest, ...oldest]).size).toBe(26);
    expect(newest.slice(0, 2)).toEqual(["Batch 12", "Publication 12"]);
    expect(oldest.at(-1)).toBe("Four products");
    await app().getByRole("button", { name: "Previous page" }).click();
    await expect.poll(() => app().locator("tbody a").allInnerTexts()).toEqual(newest);
  });

  it.each(["en", "de"])("fits a telephone in %s", async (locale) => {
    await open({ width: widths.narrow, locale });
    await app().getByText("Batch 12").waitFor();
    await look(`narrow-${locale}`);
  });
});
