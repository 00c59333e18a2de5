import { describe, expect, it } from "vitest";
import { browserAvailable } from "../support/browser.ts";
import { opensslAvailable } from "../support/shopify/admin/certificate.ts";
import { widths } from "./opened-app.ts";
import { aroundScreen } from "./shared-screen.ts";
import { stockShop } from "./shop-stock.ts";

/** Mugs, shirts with three colors in three sizes each, and trays without an image, in turn. */
const PRODUCTS = 40;
const SHIRTS = 13;
/** Rows of a page of what is picked. */
const PAGE = 25;

describe.skipIf(!browserAvailable() || !opensslAvailable())("choosing what gets images", () => {
  const screen = aroundScreen({
    name: "choose",
    path: "/app/choose",
    prepare: ({ shopify }) => stockShop(shopify.state, { products: PRODUCTS }),
  });
  const { open, look, button, words: count, app } = screen;
  /** Of a filter: Polaris lays its own circle over the radio button. */
  const choice = (name: string) => app().locator(".Polaris-Choice").filter({ hasText: name });
  const row = (name: RegExp) => app().getByRole("row", { name });
  const box = (name: RegExp) => row(name).getByRole("checkbox");
  const tick = (name: RegExp) => box(name).check();
  const titles = () => app().locator("tbody .Polaris-Text--semibold").allTextContents();
  const headings = async () =>
    (await app().locator("thead th:visible").allTextContents()).filter((text) => !text.startsWith("Select"));
  const ending = (...ends: readonly string[]) =>
    ends.map((end): unknown => expect.stringMatching(new RegExp(`${end}$`)));
  const search = async (words: string): Promise<void> => {
    await app().getByRole("button", { name: "Search and filter" }).click();
    await app().getByRole("textbox").first().fill(words);
  };
  /** Two of two pages, and one of a search. */
  const pickThree = async (): Promise<void> => {
    await tick(/enamel mug 1\b/);
    await app().getByRole("button", { name: "Next" }).click();
    await row(/enamel mug 28/).waitFor();
    await tick(/enamel mug 28/);
    await search("linen");
    await row(/enamel mug/)
      .first()
      .waitFor({ state: "detached" });
    await tick(/linen shirt 2\b/);
    await count("3 products picked");
  };

  it("keeps what was picked through searches, pages and tabs, and saves it as it is", async () => {
    const opened = await open();
    expect(await row(/enamel mug 1\b/).textContent()).toContain("€24.00");
    await look("nothing-picked");
    await pickThree();
    await look("searched");
    await button("Cancel").click();
    await app().getByRole("tab", { name: "Variants" }).click();
    await count("Each variant gets images of its own, such as each size of each color.");
    await count("Nothing picked yet");
    await row(/linen shirt 2 – Sand \/ S/).waitFor();
    expect(await headings()).toEqual(["Variant", "SKU", "Price", "Status"]);
    await look("variants");
    await app()
      .getByRole("tab", { name: /Products/ })
      .click();
    await count("3 products picked");

    await button("Continue").click();
    const dialog = app().getByRole("dialog");
    await dialog.getByLabel("Name").fill("Mugs and a shirt");
    await look("save");
    await dialog.getByRole("button", { name: "Save and continue" }).click();
    await expect.poll(() => opened.path()).toMatch(/^\/app\/configure\/[\w-]+$/);

    await open();
    await app().getByRole("heading", { name: "Mugs and a shirt" }).waitFor();
    await app().getByText("3 products", { exact: false }).waitFor();
    await look("saved");
  });

  it("lists what is picked from all pages and searches, and takes single ones off by the keyboard", async () => {
    await open();
    await pickThree();
    // Polaris would count the page's, which are others.
    expect(
      await app()
        .getByText(/\d+ selected/)
        .and(app().locator(":visible"))
        .count(),
    ).toBe(0);
    await button("Show picked").press("Enter");
    await row(/enamel mug 28/).waitFor();
    expect(await titles()).toEqual(ending("mug 1", "mug 28", "shirt 2"));
    await look("picked");
    await box(/enamel mug 28/).press("Space");
    await count("2 products picked");
    // It can be ticked again, and the keyboard stays where it is.
    expect(
      await row(/enamel mug 28/)
        .locator("input:focus")
        .isChecked(),
    ).toBe(false);
    await button("Back to the list").press("Enter");
    await row(/linen shirt 5\b/).waitFor();
    expect(await box(/linen shirt 2\b/).isChecked()).toBe(true);
    await app().locator("button:focus").filter({ hasText: "Show picked" }).press("Enter");
    await row(/linen shirt 5\b/).waitFor({ state: "detached" });
    expect(await titles()).toEqual(ending("mug 1", "shirt 2"));
  });

  it("asks before picks are lost, and not where there are none", async () => {
    const opened = await open();
    // The app may not listen to the menu yet.
    await expect
      .poll(async () => {
        await opened.menu("Settings");
        return opened.path();
      })
      .toBe("/app/settings");
    await open();
    await tick(/enamel mug 1\b/);
    await opened.menu("Settings");
    await button("Stay").click();
    await expect.poll(() => opened.path()).toBe("/app/choose");
    await count("1 product picked");
    await opened.menu("Settings");
    await button("Leave").click();
    await expect.poll(() => opened.path()).toBe("/app/settings");
  });

  it("picks everything that matches, beyond the page, and lists it page by page", async () => {
    await open({ path: "/app/choose?kind=colours" });
    // No color has an image of its own: the product's is what the shop shows.
    const image = row(/linen shirt 2 – Dark red/).locator("img");
    expect(await image.getAttribute("src")).toContain("shi-2.jpg");
    await button("Pick all colors").click();
    await count(`${SHIRTS * 3} colors picked`);
    await button("Show picked").click();
    await row(/linen shirt 26 – Sand/).waitFor();
    expect(await titles()).toHaveLength(PAGE);
    await app().getByRole("button", { name: "Next" }).click();
    await row(/linen shirt 38 – Navy/).waitFor();
    expect(await titles()).toHaveLength(SHIRTS * 3 - PAGE);
    await app().getByRole("checkbox", { name: "Select all colors", exact: true }).uncheck();
    await count(`${PAGE} colors picked`);
    await button("Clear").click();
    await count("Nothing picked yet");
    await button("Back to the list").click();
    await app().getByRole("checkbox", { name: "Select all colors", exact: true }).check();
    await search("shirt 2");
    await button("Pick all that match").waitFor();
  });

  it("draws the box of the heading as what it stands for", async () => {
    await open();
    const all = app().getByRole("checkbox", { name: "Select all products", exact: true });
    const drawn = () =>
      all.evaluate((box) => [box.matches(":checked"), box.matches(":indeterminate")] as const);
    await tick(/enamel mug 1\b/);
    await expect.poll(drawn).toEqual([false, true]);
    await button("Pick all products").click();
    await count(`${PRODUCTS} products picked`);
    await expect.poll(drawn).toEqual([true, false]);
    await box(/enamel mug 1\b/).uncheck();
    await expect.poll(drawn).toEqual([false, true]);
    await button("Clear").click();
    await expect.poll(drawn).toEqual([false, false]);
  });

  it("shows in Shopify's picker what is picked, and takes off what is unticked there", async () => {
    const opened = await open();
    await tick(/enamel mug 1\b/);
    await tick(/linen shirt 2\b/);
    await button("Browse").click();
    const picker = opened.page.locator("dialog.picker");
    const ticked = (name: RegExp) => picker.getByRole("checkbox", { name });
    await expect.poll(() => ticked(/enamel mug 1$/).isChecked()).toBe(true);
    // Products are picked here, no variants of them.
    expect(await ticked(/^Sand/).count()).toBe(0);
    await ticked(/enamel mug 1$/).uncheck();
    await ticked(/oak tray 3$/).check();
    await opened.pick();
    await count("2 products picked");
    await button("Show picked").click();
    await row(/oak tray 3/).waitFor();
    expect(await titles()).toEqual(ending("shirt 2", "tray 3"));
  });

  it("takes whole collections, and what Shopify's own picker gives, also when it is gone since", async () => {
    const opened = await open({ path: "/app/choose?kind=variants" });
    await button("Add a whole collection").click();
    await opened.pick("Shirts");
    await count(`${SHIRTS * 9} variants picked`);
    await app().getByRole("tab", { name: "Products" }).click();
    await count("Each product gets images of its own.");
    await button("Browse").click();
    const { products } = screen.rig.shopify.state;
    const [first, second] = [...products.values()];
    const last = [...products.values()].findLast(({ productType }) => productType === "Trays");
    await opened.pick(first?.title ?? "", last?.title ?? "", second?.title ?? "");
    await count("3 products picked");
    products.delete(last?.id ?? "");
    await button("Show picked").click();
    await row(/No longer in your shop/).waitFor();
    await box(/No longer in your shop/).uncheck();
    await count("2 products picked");
    await look("picked-gone");
    await button("Back to the list").click();
    await app().getByRole("tab", { name: "Collections" }).click();
    await row(/Mugs/).waitFor();
    expect(await headings()).toEqual(["Collection"]);
    // Polaris fades this word in and out.
    await app().getByText("Loading collections…").first().waitFor({ state: "hidden" });
    await look("collections");
  });

  it("narrows by status, collection and missing image, and says when nothing matches", async () => {
    const opened = await open();
    await app().getByRole("button", { name: "Search and filter" }).click();
    await button("Status").click();
    await choice("Draft").click();
    await row(/quarry enamel mug 7/i).waitFor();
    await row(/enamel mug 1\b/).waitFor({ state: "detached" });
    await button("Collection").click();
    await choice("Trays").click();
    await row(/enamel mug 7/).waitFor({ state: "detached" });
    await row(/oak tray/)
      .first()
      .waitFor();
    await look("filtered");
    await app().getByRole("textbox").first().fill("nothing is called like this");
    await app().getByText("Nothing matches").waitFor();
    await look("no-match");
    await button("Cancel").click();
    await row(/enamel mug 1\b/).waitFor();
    await expect.poll(() => opened.path()).toBe("/app/choose");
  });

  it("deletes a saved selection after asking", async () => {
    const opened = await open();
    await button("Delete Mugs and a shirt").click();
    await app().getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await expect.poll(() => opened.toasts()).toContain("Selection deleted");
    await expect.poll(() => app().getByText("Saved selections").count()).toBe(0);
  });

  it("tells what is wrong when the shop does not answer, and goes on by itself", async () => {
    screen.rig.shopify.faults.push({ operation: /products/i, kind: "unavailable" });
    const opened = await open();
    await app().getByText("No answer at the moment").waitFor();
    await look("shop-down");
    await row(/enamel mug 1\b/).waitFor();
    // The browser notes the answer that was meant to fail.
    opened.forgive();
  });

  it("fits a telephone, in German", async () => {
    await open({ width: widths.narrow, locale: "de" });
    await tick(/linen shirt 2\b/);
    await count("1 Produkt ausgewählt");
    expect(await row(/linen shirt 2\b/).textContent()).toMatch(/24,00\s€/);
    await look("narrow-de");
    await button("Auswahl anzeigen").click();
    await row(/enamel mug/)
      .first()
      .waitFor({ state: "detached" });
    await look("narrow-picked-de");
    await button("Weiter").click();
    await app().getByRole("dialog").getByLabel("Name").waitFor();
    await look("narrow-save-de");
  });
});
