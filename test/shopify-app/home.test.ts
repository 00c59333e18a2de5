import { describe, expect, it } from "vitest";
import { browserAvailable } from "../support/browser.ts";
import { opensslAvailable } from "../support/shopify/admin/certificate.ts";
import { firstProducts, makeSelection } from "./make-selection.ts";
import { widths } from "./opened-app.ts";
import { seedBatch, seedReview, seedStyle } from "./seeds.ts";
import { aroundScreen } from "./shared-screen.ts";
import { stockShop } from "./shop-stock.ts";

/** One merchant's way, from the first look at the app to a publication. */
describe.skipIf(!browserAvailable() || !opensslAvailable())("the first page", () => {
  const screen = aroundScreen({
    name: "home",
    path: "/app",
    prepare: (rig) => stockShop(rig.shopify.state, { products: 6 }),
  });
  const { open, look, words, app } = screen;
  const heading = (name: string) => app().getByRole("heading", { name }).waitFor();
  const link = (name: string) => app().getByRole("link", { name, exact: true });

  it("says to newcomers what the app does, with one way on", async () => {
    await open();
    await words("Give your products the images they deserve");
    await look("newcomer");
    expect(await app().locator("html").getAttribute("lang")).toBe("en");
    await link("Choose products").click();
    await expect.poll(() => screen.opened.path()).toBe("/app/choose");
  });

  it("speaks German on a telephone", async () => {
    await open({ locale: "de", width: widths.narrow });
    await words("Geben Sie Ihren Produkten die Bilder, die sie verdienen");
    expect(await app().locator("html").getAttribute("lang")).toBe("de");
    await look("newcomer-narrow-de");
  });

  it("loads the texts of one language only", async () => {
    await open({ locale: "de" });
    const frame = await screen.opened.frame();
    const scripts = await frame.evaluate(
      "Promise.all(performance.getEntriesByType('resource').filter(({ initiatorType, name }) => name.includes('/assets/') && name.endsWith('.js')).map(({ name }) => fetch(name).then((answer) => answer.text())))",
    );
    const sent = Array.isArray(scripts) ? scripts.join("\n") : "";
    expect(sent).toContain("Geben Sie Ihren Produkten die Bilder");
    expect(sent).not.toContain("Give your products the images");
  });

  it("goes on with what was chosen", async () => {
    await open();
    const id = await makeSelection(screen.opened, { name: "Two", ids: firstProducts(screen.rig.shopify, 2) });
    await open();
    await heading("Your next step");
    await words("1 of 4 done");
    await look("chosen");
    await link("Go on setting up").click();
    await expect.poll(() => screen.opened.path()).toBe(`/app/configure/${id}`);
  });

  it("shows batches, what waits for review, and what is left of the quota", async () => {
    const shop = await screen.rig.shopWorkspace();
    const batch = await seedBatch(screen.rig, shop, await seedStyle(screen.rig, shop));
    await open();
    await heading("Autumn photographs");
    await words("12 images · 12 to review");
    await words("38 images left");
    await words("2 of 4 done");
    await look("to-review");
    await link("Review images").click();
    await expect.poll(() => screen.opened.path()).toBe(`/app/batches/${batch.id}/review`);
    await seedReview(shop, batch);
    await open();
    await words("12 images · 6 approved · 4 to review");
    await link("Publish images").click();
    await expect.poll(() => screen.opened.path()).toBe(`/app/batches/${batch.id}/publish`);
  });

  it("shows publications with their way back, and no guide after the first", async () => {
    const shop = await screen.rig.shopWorkspace();
    const [batch] = (await shop.client.batches.list()).items;
    if (batch === undefined) throw new Error("There is no batch");
    const { targetId, client } = shop;
    const { id } = await client.publications.create({ targetId, batchId: batch.id, apply: true });
    expect((await client.publications.wait(id)).status).toBe("applied");
    await open();
    await heading("Recent publications");
    await app().getByText("6 images published", { exact: false }).waitFor();
    expect(await app().getByText("Your next step").count()).toBe(0);
    await look("published");
    await app().getByRole("link", { name: /^Undo/ }).click();
    await expect.poll(() => screen.opened.path()).toBe(`/app/publications/${id}`);
  });

  it("shows what happens by itself next, and takes it off the schedule", async () => {
    const { client } = await screen.rig.shopWorkspace();
    const [publication] = (await client.publications.list()).items;
    if (publication === undefined) throw new Error("There is no publication");
    const at = Date.now() + 3 * 86_400_000;
    await client.publications.revert(publication.id, { at });
    await open();
    await heading("Scheduled");
    await app()
      .getByText(/^Will be undone on /)
      .waitFor();
    await look("scheduled");
    await app()
      .getByRole("button", { name: `Cancel scheduled undo of ${publication.name}` })
      .click();
    await app().getByRole("heading", { name: "Scheduled" }).waitFor({ state: "detached" });
    expect((await client.publications.get(publication.id)).scheduled).toEqual([]);
  });

  it("fits a telephone when it is full, in German", async () => {
    await open({ width: widths.narrow, locale: "de" });
    await heading("Letzte Veröffentlichungen");
    await look("published-narrow-de");
  });

  it("says so when the hub is gone", async () => {
    await open();
    await screen.rig.hub.stop();
    await screen.opened.menu("Settings");
    await heading("AssetQL does not answer at the moment");
    await look("hub-down");
    screen.opened.forgive();
  });
});
