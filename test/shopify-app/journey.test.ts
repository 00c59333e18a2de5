import type { Asset } from "@assetql/contract";
import type { Browser, Locator } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserAvailable, launchBrowser } from "../support/browser.ts";
import { preparedImage } from "../support/fixed-generator.ts";
import { createScriptedGenerator, type ScriptedGenerator } from "../support/scripted-generator.ts";
import { opensslAvailable } from "../support/shopify/admin/certificate.ts";
import type { ShopProduct } from "../support/shopify/state.ts";
import { type ShopWorkspace, shopWorkspace } from "./first-visit.ts";
import { holdUploads } from "./held-uploads.ts";
import { listening } from "./listening.ts";
import { type OpenedApp, openApp } from "./opened-app.ts";
import { openRig, type Rig } from "./rig.ts";
import { stockShop } from "./shop-stock.ts";
import { tallPicture } from "./tall-picture.ts";

const HUES = [0, 25, 60, 120, 180, 240];

/** Everything that a merchant does, in one go, as somebody who has never seen the app. */
describe.skipIf(!browserAvailable() || !opensslAvailable())("a merchant's journey", () => {
  let rig: Rig;
  let browser: Browser;
  let opened: OpenedApp;
  let shop: ShopWorkspace;
  let generator: ScriptedGenerator;
  let reference: Uint8Array;
  /** The shop before anything was published. */
  let untouched: unknown;
  /** Addresses of the publications. */
  const publications: string[] = [];
  beforeAll(async () => {
    reference = await preparedImage(256);
    const images = await Promise.all(HUES.map((hue) => sharp(reference).modulate({ hue }).png().toBuffer()));
    generator = createScriptedGenerator((_, call) => images[call % images.length] ?? reference);
    [rig, browser] = await Promise.all([openRig({ generator }), launchBrowser()]);
    await stockShop(rig.shopify.state, { products: 8 });
    untouched = rig.shopify.snapshot();
  });
  afterAll(async () => {
    generator?.openGate();
    await opened?.close();
    await browser?.close();
    await rig?.dispose();
  });

  const look = async (name: string): Promise<void> => {
    await tallPicture(opened, `journey-${name}`);
    expect([name, ...(await opened.obstacles())]).toEqual([name]);
    expect([name, await opened.overflows()]).toEqual([name, false]);
  };
  const button = (name: string | RegExp): Locator => opened.app.getByRole("button", { name });
  const link = (name: string | RegExp): Locator => opened.app.getByRole("link", { name });
  const dialog = (): Locator => opened.app.getByRole("dialog");
  const words = (text: string | RegExp): Promise<void> => opened.app.getByText(text).first().waitFor();
  const heading = (name: string): Promise<void> => opened.app.getByRole("heading", { name }).waitFor();
  const press = (key: string): Promise<void> => opened.page.keyboard.press(key);
  const said = (): Promise<string | null> => opened.app.locator("[data-said]").textContent();
  const tiles = (): Locator => opened.app.getByRole("grid", { name: "Images" }).getByRole("row");
  const tileOf = (title: string): Locator => tiles().filter({ hasText: title }).first();
  /** Windows that close give the focus back to the image they were opened for. */
  const hasFocus = (title: string): Promise<void> =>
    opened.app.locator("[role=row]:focus").filter({ hasText: title }).waitFor();
  const products = (): ShopProduct[] => [...rig.shopify.state.products.values()];
  const fileNames = ({ media }: ShopProduct): string[] =>
    media.map((id) => rig.shopify.state.files.get(id)?.fileName ?? "");
  const pictureOf = ({ mediaId }: ShopProduct["variants"][number]): string =>
    rig.shopify.state.files.get(mediaId ?? "")?.fileName ?? "none";
  const pickedTitles = (): string[] =>
    products()
      .slice(0, 6)
      .map(({ title }) => title);
  async function made(name: string): Promise<Asset[]> {
    const batch = (await shop.client.batches.list()).items.find((each) => each.name === name);
    if (batch === undefined) throw new Error(`There is no batch ${name}`);
    return (await shop.client.assets.list({ batchId: batch.id, limit: 100 })).items;
  }

  it("begins with a first visit, which makes the shop's own workspace", async () => {
    opened = await listening(await openApp(browser, rig));
    await words("Give your products the images they deserve");
    await look("1-first-visit");
    await expect((await opened.frame()).evaluate("window.sessionStorage")).rejects.toThrow("denied");
    shop = await shopWorkspace(rig.hub, rig.operator);
    expect((await shop.client.targets.list()).items).toMatchObject([
      { id: shop.targetId, connector: "shopify", config: { shop: rig.shopify.shop } },
    ]);
    await link("Choose products").click();
    await expect.poll(() => opened.path()).toBe("/app/choose");
  });

  it("chooses colors of a collection, and six products by search and by Shopify's picker", async () => {
    await opened.app.getByRole("tab", { name: "Colors" }).click();
    await words("Each color of a product gets images of its own");
    await button("Add a whole collection").click();
    await opened.pick("Shirts");
    await words("9 colors picked");
    await look("2-colors");
    await button("Continue").click();
    await dialog().getByLabel("Name").fill("Shirts by color");
    await dialog().getByRole("button", { name: "Save and continue" }).click();
    await expect.poll(() => opened.path()).toContain("/app/configure/");

    await opened.goTo("/app/choose");
    await listening(opened);
    await button("Search and filter").click();
    await opened.app.getByRole("textbox").first().fill("mug");
    await opened.app.getByRole("row", { name: /shirt/ }).first().waitFor({ state: "detached" });
    for (const name of [/enamel mug 1\b/, /enamel mug 4/])
      await opened.app.getByRole("row", { name }).getByRole("checkbox").check();
    await words("2 products picked");
    await look("2-search");
    await button("Browse").click();
    await opened.pick(...[1, 2, 4, 5].map((at) => products()[at]?.title ?? ""));
    await words("6 products picked");
    await look("2-picked");
    await button("Continue").click();
    await dialog().getByLabel("Name").fill("Autumn photographs");
    await look("2-save");
    await dialog().getByRole("button", { name: "Save and continue" }).click();
    await heading("Set up images");
    await words("6 products");
  });

  it("makes a style of uploaded images and of the shop's own", async () => {
    await link("New style").click();
    await opened.app.getByLabel("Name", { exact: true }).fill("House style");
    await opened.app
      .locator("input[type=file]")
      .setInputFiles({ name: "light.png", mimeType: "image/png", buffer: Buffer.from(reference) });
    await opened.app.getByRole("tab", { name: "From your shop" }).click();
    await opened.app.getByRole("group").getByRole("checkbox").first().check();
    await words("2 of 20 chosen");
    await opened.app.getByRole("slider").press("Home");
    await words("Nearly everything passes.");
    await look("3-new-style");
    await button("Create style").click();
    await words("The style is ready");
    await look("3-style");
    await link("Use it for the batch").click();
    await opened.app.getByRole("radio", { name: "House style" }).waitFor();
    expect(await opened.app.getByRole("radio", { name: "House style" }).isChecked()).toBe(true);
  });

  it("writes a template with the products' fields, and sees three prompts at once", async () => {
    const template = opened.app.getByLabel("Template");
    await template.fill(" of {metafield_custom_material} on a plain table");
    await template.press("Home");
    await button(/Insert \{title\}/).click();
    expect(await template.inputValue()).toBe("{title} of {metafield_custom_material} on a plain table");
    // As they were picked.
    const [mug = "", shirt = "", , second = ""] = pickedTitles();
    for (const prompt of [`${mug} of Steel`, `${second} of Steel`, `${shirt} of Linen`])
      await words(`${prompt} on a plain table`);
    await opened.app.getByLabel("Size", { exact: true }).selectOption("custom");
    await opened.app.getByLabel("Width").fill("256");
    await opened.app.getByLabel("Height").fill("256");
    await words("of 50 images");
    await expect.poll(() => button("Create batch").isEnabled()).toBe(true);
    await look("3-configure");
    generator.closeGate();
    await button("Create batch").click();
    await expect.poll(() => opened.path()).toContain("/app/batches/bat_");
  });

  it("watches the batch: pauses it, leaves, comes back, and lets it go on", async () => {
    await heading("0 of 6 images made");
    await words("You can leave this page: the batch goes on.");
    await look("4-running");
    await button("Pause").click();
    await words("Paused. Images that are being made will still be finished.");
    await opened.menu("History");
    await link("Autumn photographs").click();
    await button("Resume").click();
    await expect.poll(() => opened.toasts()).toContain("Batch resumed");
    generator.openGate();
    await heading("6 of 6 images made");
    await heading("All 6 images are made");
    await look("4-done");
    await link("Review images").click();
    await expect.poll(() => tiles().count()).toBe(6);
  });

  it("reviews by keyboard: approves, rejects, and has one made again", async () => {
    const scores = (await made("Autumn photographs")).map(({ styleScore }) => styleScore.score);
    const shown = await tiles().evaluateAll((all) =>
      all.map((tile) => Number(/score (\d+)%/.exec(tile.getAttribute("aria-label") ?? "")?.[1])),
    );
    expect(shown).toEqual(scores.sort((a, b) => a - b).map((score) => Math.floor(score * 100 + 1e-9)));
    await look("5-grid");
    const [mug = "", shirt = "", ...others] = pickedTitles();
    await tileOf(mug).focus();
    await press("g");
    await dialog().getByLabel("What should be different (optional)").fill("more light");
    await dialog().getByRole("button", { name: "Make again" }).click();
    await expect.poll(said).toContain("the new version is there");
    await hasFocus(mug);
    expect(generator.requests.at(-1)?.prompt).toContain("more light");
    await tileOf(shirt).focus();
    await press("r");
    await dialog().getByLabel("Why (optional)").fill("The collar is wrong");
    await dialog().getByRole("button", { name: "Reject", exact: true }).click();
    await expect.poll(said).toBe("1 image rejected.");
    await hasFocus(shirt);
    for (const title of [mug, ...others]) {
      await tileOf(title).focus();
      await press("a");
      await tileOf(title).getByText("Approved").waitFor();
    }
    await button("Publish 5 approved images").waitFor();
    await look("5-decided");
    const reviews = (await made("Autumn photographs")).map(({ title, review, version, reviewNote }) => [
      title,
      [review, version, reviewNote],
    ]);
    expect(Object.fromEntries(reviews)).toEqual({
      [mug]: ["approved", 2, null],
      [shirt]: ["rejected", 1, "The collar is wrong"],
      ...Object.fromEntries(others.map((title) => [title, ["approved", 1, null]])),
    });
  });

  it("filters, and writes alt texts in bulk without writing over what somebody has written", async () => {
    await opened.app.getByRole("tab", { name: /^Rejected/ }).click();
    await expect.poll(() => tiles().count()).toBe(1);
    await opened.app.getByRole("tab", { name: /^All/ }).click();
    await expect.poll(() => tiles().count()).toBe(6);
    const [mug = ""] = pickedTitles();
    await tileOf(mug).focus();
    await press("e");
    await opened.app.getByLabel("Alt text", { exact: true }).fill("A mug at first light");
    await press("Enter");
    await opened.saveBar.save();
    await expect.poll(said).toBe("1 alt text saved.");
    await button("Select all 6 on this page").click();
    await button("Alt texts…").click();
    await dialog().getByLabel("Template", { exact: true }).fill("{title} by {vendor}");
    await dialog().getByText("1 was written by a person and stays.").waitFor();
    await look("5-alt-texts");
    await dialog().getByRole("button", { name: "Write 5 alt texts" }).click();
    await expect.poll(said).toBe("5 alt texts saved.");
    expect((await made("Autumn photographs")).map(({ altText }) => altText).sort()).toEqual(
      [
        "A mug at first light",
        ...pickedTitles()
          .slice(1)
          .map((title) => `${title} by Harbour & Sons`),
      ].sort(),
    );
  });

  it("shows the plan and writes nothing, then publishes with progress what the plan said", async () => {
    await button("Publish 5 approved images").click();
    await words("5 approved images.");
    await look("6-options");
    await button("Show the plan").click();
    await words("5 images are added to 5 products.");
    await words("Nothing has been changed yet");
    await opened.app.locator(".aql-order").first().waitFor();
    await look("6-plan");
    expect(rig.shopify.snapshot()).toEqual(untouched);
    const [mug = "", shirt = "", ...others] = pickedTitles();
    for (const title of [mug, ...others]) {
      const planned = opened.app.getByRole("region", { name: title });
      await planned
        .getByText(title === mug ? "A mug at first light" : `${title} by Harbour & Sons`)
        .waitFor();
      await planned.getByText("Position: in front").waitFor();
    }
    expect(await opened.app.getByRole("region", { name: shirt }).count()).toBe(0);

    const uploads = holdUploads(rig.shopify);
    await button("Publish…").click();
    await look("6-confirm");
    await dialog().getByRole("button", { name: "Publish 5 images" }).click();
    publications.push(opened.path());
    await words("0 of 5 published.");
    uploads.letThrough(2);
    await words("2 of 5 published.");
    await look("6-progress");
    uploads.open();
    await words("5 images were published.");
    await look("6-receipt");
  });

  it("finds the shop as the plan said: order, names of files, alt texts", () => {
    const before = new Map(productsIn(untouched).map((product) => [product.id, product]));
    for (const [at, product] of products().entries()) {
      const was = before.get(product.id);
      if (at === 1 || at > 5) {
        expect(product.media).toEqual(was?.media);
        continue;
      }
      const [first = "", ...behind] = product.media;
      expect(behind).toEqual(was?.media);
      expect(product.variants.map(({ mediaId }) => mediaId)).toEqual(
        was?.variants.map(({ mediaId }) => mediaId),
      );
      const file = rig.shopify.state.files.get(first);
      const isOneSku = product.variants.length === 1;
      const sku = product.variants[0]?.sku?.toLowerCase() ?? "";
      expect(file?.fileName).toMatch(/^[a-z0-9-]+-aq[0-9a-z]{8}n1v[12]\.jpg$/);
      if (isOneSku) expect(file?.fileName.startsWith(`${sku}-aq`)).toBe(true);
      expect(file?.status).toBe("READY");
      expect(file?.alt).toBe(at === 0 ? "A mug at first light" : `${product.title} by Harbour & Sons`);
    }
  });

  it("puts one image of each color on all of its sizes", async () => {
    await opened.goTo("/app/choose");
    await listening(opened);
    await link("Use Shirts by color").click();
    await opened.app.getByLabel("Template").fill("{title} in {option_color}");
    await words(`${products()[1]?.title} in Sand`);
    await opened.app.getByLabel("Size", { exact: true }).selectOption("custom");
    await opened.app.getByLabel("Width").fill("256");
    await opened.app.getByLabel("Height").fill("256");
    await expect.poll(() => button("Create batch").isEnabled()).toBe(true);
    await look("7-colors-configure");
    await button("Create batch").click();
    await heading("9 of 9 images made");
    await link("Review images").click();
    await expect.poll(() => tiles().count()).toBe(9);
    await look("7-colors-review");
    await button("Select all 9 on this page").click();
    await opened.app
      .getByRole("region", { name: "Selected images" })
      .getByRole("button", { name: "Approve" })
      .click();
    await button("Publish 9 approved images").click();
    // What new images of products do is not asked where there are none.
    await words("Images of variants and colors");
    expect(await opened.app.getByLabel("In place of the main image").count()).toBe(0);
    await look("7-colors-options");
    await button("Show the plan").click();
    await words("The variants of 9 colors show the new images.");
    await opened.app.locator(".aql-order").first().waitFor();
    await look("7-colors-plan");
    await button("Publish…").click();
    await dialog().getByRole("button", { name: "Publish 9 images" }).click();
    publications.push(opened.path());
    await words("9 images were published.");
    const plain = new Map(productsIn(untouched).map(({ id, media }) => [id, media]));
    for (const shirt of products().filter(({ productType }) => productType === "Shirts")) {
      const shown = new Map<string, Set<string>>();
      for (const variant of shirt.variants) {
        const color = variant.options[0] ?? "";
        shown.set(color, (shown.get(color) ?? new Set()).add(pictureOf(variant)));
      }
      const pictures = [...shown.values()].flatMap((all) => [...all]);
      expect([...shown.keys()]).toEqual(["Sand", "Dark red", "Navy"]);
      expect(new Set(pictures).size).toBe(3);
      expect(pictures).toEqual(
        ["sand", "dark-?red", "navy"].map((color) =>
          expect.stringMatching(new RegExp(`${color}.*aq[0-9a-z]{8}n1v1\\.jpg$`)),
        ),
      );
      // Behind those that were there, as the plan has shown.
      expect(fileNames(shirt).slice(-3).sort()).toEqual(pictures.sort());
      expect(shirt.media.slice(0, -3).slice(-1)).toEqual(plain.get(shirt.id)?.slice(-1));
    }
  });

  it("takes everything back, and leaves the shop exactly as it was", async () => {
    for (const path of [...publications].reverse()) {
      await opened.goTo(path);
      await listening(opened);
      await button("Undo…").click();
      await dialog().getByText("Order, variants and alt texts are as they were before").waitFor();
      await look("8-undo");
      await dialog().getByRole("button", { name: "Undo", exact: true }).click();
      await words(/\d images were taken off their products\./);
      await look("8-undone");
    }
    expect(rig.shopify.snapshot()).toEqual(untouched);
  });

  it("tells in the history what was done, by whom, and what it took", async () => {
    await opened.menu("History");
    const rows = opened.app.locator("tbody tr");
    await expect.poll(() => rows.count()).toBe(4);
    const texts = await rows.allInnerTexts();
    for (const text of texts) expect(text).toContain("Sasha Parkinson");
    expect(texts[0]).toContain("Undone");
    expect(texts[1]).toContain("9 from the quota");
    expect(texts[2]).toContain("Undone");
    expect(texts[3]).toContain("7 tries · $0.14");
    await look("9-history");
    await opened.goTo("/app");
    await words("images left");
    // Of 50: six, one of them made again, and nine.
    expect(await opened.app.getByText("images left").textContent()).toBe("34 images left");
    await look("9-home");
  });
});

/** As the fake's snapshot has them. */
const productsIn = (snapshot: unknown): readonly ShopProduct[] =>
  (snapshot as { readonly products: readonly ShopProduct[] }).products;
