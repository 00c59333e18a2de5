import { describe, expect, it } from "vitest";
import { browserAvailable } from "../support/browser.ts";
import { opensslAvailable } from "../support/shopify/admin/certificate.ts";
import type { ShopWorkspace } from "./first-visit.ts";
import { firstProducts, makeSelection } from "./make-selection.ts";
import { widths } from "./opened-app.ts";
import { aroundScreen } from "./shared-screen.ts";
import { stockShop } from "./shop-stock.ts";

describe.skipIf(!browserAvailable() || !opensslAvailable())("styles", () => {
  let shop: ShopWorkspace;
  const screen = aroundScreen({
    name: "styles",
    path: "/app/styles",
    async prepare(rig) {
      await stockShop(rig.shopify.state, { products: 8 });
      shop = await rig.shopWorkspace();
    },
  });
  const { open, look, button, words, app } = screen;
  const upload = (...files: { name: string; mimeType: string; buffer: Buffer }[]) =>
    app().locator("input[type=file]").setInputFiles(files);
  const picture = () => Buffer.from(screen.rig.reference);

  it("says what a style is while there is none", async () => {
    await open();
    await app().getByText("Show what your images should look like").waitFor();
    await look("empty");
    await app().getByRole("link", { name: "New style" }).click();
    await app().getByRole("heading", { name: "Reference images" }).waitFor();
    await look("new");
  });

  it("says in words which files it cannot take, and asks for what is missing", async () => {
    await upload(
      { name: "light.png", mimeType: "image/png", buffer: picture() },
      { name: "notes.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") },
      { name: "nothing.png", mimeType: "image/png", buffer: Buffer.alloc(0) },
    );
    await app().getByText("notes.pdf is not in a format that can be read.").waitFor();
    await app().getByText("nothing.png is empty.").waitFor();
    await app().getByText("1 of 20 chosen").waitFor();
    await button("Create style").click();
    await app().getByText("Give the style a name.").waitFor();
    await look("new-problems");
    expect((await shop.client.styles.list()).items).toEqual([]);
  });

  it("makes one of uploaded files and of the shop's own images, and shows what was read", async () => {
    await app().getByLabel("Name", { exact: true }).fill("Light and natural");
    await app().getByRole("tab", { name: "From your shop" }).click();
    const tiles = app().getByRole("group").getByRole("checkbox");
    await expect.poll(() => tiles.count()).toBeGreaterThan(2);
    for (const index of [0, 1]) await tiles.nth(index).check();
    await app().getByText("3 of 20 chosen").waitFor();
    await look("new-shop");
    await button("Create style").click();
    await app().getByText("The style is ready").waitFor();
    const [style] = (await shop.client.styles.list()).items;
    expect(style).toMatchObject({ name: "Light and natural", deviationThreshold: 0.85 });
    expect(style?.references).toHaveLength(3);
    expect(style?.createdBy).toMatch(/^key_/);
    await app()
      .getByText(style?.parameters.colorPalette[0] ?? "none")
      .waitFor();
    await look("made");
  });

  it("saves another name and what every prompt says", async () => {
    await app().getByLabel("Name", { exact: true }).fill("Bright");
    await app().getByRole("checkbox", { name: "Colors" }).check();
    await screen.opened.saveBar.save();
    await expect.poll(() => screen.opened.toasts()).toContain("Style saved");
    const [style] = (await shop.client.styles.list()).items;
    expect(style).toMatchObject({ name: "Bright", lockedParameters: ["colorPalette"] });
    await app().getByRole("heading", { name: "Bright", level: 1 }).waitFor();
  });

  it("takes changes back by Shopify's save bar", async () => {
    await app().getByLabel("Name", { exact: true }).fill("Brighter");
    await app().getByRole("checkbox", { name: "Light" }).check();
    await screen.opened.saveBar.discard();
    await screen.opened.saveBar.bar.waitFor({ state: "hidden" });
    expect(await app().getByLabel("Name", { exact: true }).inputValue()).toBe("Bright");
    expect(await app().getByRole("checkbox", { name: "Light" }).isChecked()).toBe(false);
  });

  it("tells a picture that cannot be read", async () => {
    await open({ path: "/app/styles/new" });
    await app().getByLabel("Name", { exact: true }).fill("Broken");
    const noPicture = Buffer.from("not a picture");
    await upload({ name: "broken.png", mimeType: "image/png", buffer: noPicture });
    await words("broken.png is damaged, or is no image.");
    await words("0 of 20 chosen");
    await look("new-broken");
    // Of a format that not every browser can show.
    await upload({ name: "scan.tiff", mimeType: "image/tiff", buffer: noPicture });
    await words("1 of 20 chosen");
    await words("scan.tiff");
    expect(await app().getByText("broken.png").count()).toBe(0);
    await button("Create style").click();
    const refused = app().getByRole("heading", { name: "This kind of image cannot be used" });
    await refused.waitFor();
    await app().getByText('"scan.tiff": The file is not a PNG').waitFor();
    await words("Use PNG, JPEG, WebP, AVIF, GIF or TIFF.");
    await look("new-refused");
    expect(await app().getByLabel("Name", { exact: true }).inputValue()).toBe("Broken");
    expect((await shop.client.styles.list()).items).toHaveLength(1);
    screen.opened.forgive();
    await upload({ name: "light.png", mimeType: "image/png", buffer: picture() });
    await refused.waitFor({ state: "detached" });
    await words("2 of 20 chosen");
    await screen.opened.menu("History");
    await words("What you changed here is not saved yet.");
    await button("Stay").click();
    expect(screen.opened.path()).toBe("/app/styles/new");
    expect(await app().getByLabel("Name", { exact: true }).inputValue()).toBe("Broken");
  });

  it("names the file that cannot be read in German, too", async () => {
    await open({ path: "/app/styles/new", locale: "de" });
    await app().getByLabel("Name", { exact: true }).fill("Kaputt");
    await upload({ name: "scan.tiff", mimeType: "image/tiff", buffer: Buffer.from("kein Bild") });
    await words("1 von 20 ausgewählt");
    await button("Stil anlegen").click();
    await words("Es geht um die Datei scan.tiff.");
    await look("new-refused-de");
    screen.opened.forgive();
  });

  it("comes back to the batch that wanted a new one, with it chosen", async () => {
    await open();
    const id = await makeSelection(screen.opened, {
      name: "Mugs",
      ids: firstProducts(screen.rig.shopify, 2),
    });
    await open({ path: `/app/configure/${id}` });
    await app().getByLabel("Name of the batch").fill("For the new style");
    await app().getByRole("link", { name: "New style" }).click();
    await app().getByLabel("Name", { exact: true }).fill("Second");
    await upload({ name: "second.png", mimeType: "image/png", buffer: picture() });
    await button("Create style").click();
    await app().getByRole("link", { name: "Use it for the batch" }).click();
    await app().getByRole("radio", { name: "Second" }).waitFor();
    expect(await app().getByRole("radio", { name: "Second" }).isChecked()).toBe(true);
    expect(await app().getByLabel("Name of the batch").inputValue()).toBe("For the new style");
  });

  it("deletes one after a question", async () => {
    await open();
    await app().getByRole("heading", { name: "Second" }).waitFor();
    await look("list");
    await app().getByRole("button", { name: "Delete Second" }).click();
    const question = app().getByRole("dialog");
    await question.getByText("Delete Second?").waitFor();
    await question.getByRole("button", { name: "Cancel" }).click();
    expect((await shop.client.styles.list()).items).toHaveLength(2);
    await app().getByRole("button", { name: "Delete Second" }).click();
    await question.getByRole("button", { name: "Delete" }).click();
    await expect.poll(() => screen.opened.toasts()).toContain("Style deleted");
    await app().getByRole("heading", { name: "Second", exact: true }).waitFor({ state: "detached" });
    expect((await shop.client.styles.list()).items.map(({ name }) => name)).toEqual(["Bright"]);
  });

  it.each(["en", "de"])("fits a telephone in %s", async (locale) => {
    const [style] = (await shop.client.styles.list()).items;
    for (const [name, path] of [
      ["list", "/app/styles"],
      ["new", "/app/styles/new"],
      ["one", `/app/styles/${style?.id}`],
    ] as const) {
      await open({ path, width: widths.narrow, locale });
      await look(`narrow-${name}-${locale}`);
    }
  });
});
