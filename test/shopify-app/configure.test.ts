import { beforeAll, describe, expect, it } from "vitest";
import { browserAvailable } from "../support/browser.ts";
import { opensslAvailable } from "../support/shopify/admin/certificate.ts";
import type { ShopWorkspace } from "./first-visit.ts";
import { firstProducts, makeSelection } from "./make-selection.ts";
import { widths } from "./opened-app.ts";
import { seedStyle } from "./seeds.ts";
import { aroundScreen } from "./shared-screen.ts";
import { stockShop } from "./shop-stock.ts";

describe.skipIf(!browserAvailable() || !opensslAvailable())("configuring a batch", () => {
  let shop: ShopWorkspace;
  let path: string;
  const screen = aroundScreen({
    name: "configure",
    path: "/app",
    async prepare(rig) {
      await stockShop(rig.shopify.state, { products: 8 });
      for (const product of [...rig.shopify.state.products.values()].slice(3, 5)) product.vendor = "";
      shop = await rig.shopWorkspace();
    },
  });
  const { open, look, app, button, words } = screen;
  beforeAll(async () => {
    await open({ locale: "de" });
    const ids = firstProducts(screen.rig.shopify, 6);
    path = `/app/configure/${await makeSelection(screen.opened, { name: "Spring table", ids })}`;
  });
  const create = () => app().getByRole("button", { name: "Create batch" });
  const template = () => app().getByLabel("Template");
  const perColor = () => button("One set per color instead").click();
  const imagesOf = () => app().locator("dl dd").first().textContent();

  it("begins with a template in the merchant's own language", async () => {
    await open({ path, locale: "de" });
    expect(await app().getByLabel("Textvorlage").inputValue()).toMatch(/^\{title\}, Produktfoto vor/);
    await look("first-de");
    await open({ path });
    expect(await template().inputValue()).toMatch(/^\{title\}, product photo on/);
  });

  it("says what is missing while there is no style", async () => {
    await app().getByText("There is no style yet").waitFor();
    await app().getByText("Choose a style first.").waitFor();
    expect(await create().isDisabled()).toBe(true);
    await app()
      .getByRole("button", { name: /Insert \{title\}/ })
      .waitFor();
    await look("no-style");
  });

  it("previews the prompts of three products beside what they show, and what the batch takes", async () => {
    await seedStyle(screen.rig, shop);
    await open({ path });
    await template().fill("{title} in soft light");
    const title = [...screen.rig.shopify.state.products.values()][0]?.title ?? "";
    await app().getByText(`${title} in soft light`, { exact: true }).waitFor();
    expect(
      await app()
        .getByText(/ in soft light$/)
        .count(),
    ).toBeGreaterThanOrEqual(3);
    await app().getByText("What you fill in is kept until you come back.").waitFor();
    expect(await create().isEnabled()).toBe(true);
    await app().getByText("of 50 images").waitFor();
    await look("ready");
  });

  it("writes a field where the cursor is", async () => {
    await template().fill("of , at dawn");
    await template().press("Home");
    for (let step = 0; step < 3; step += 1) await template().press("ArrowRight");
    await app()
      .getByRole("button", { name: /Insert \{product_type\}/ })
      .click();
    await expect.poll(() => template().inputValue()).toBe("of {product_type}, at dawn");
    await template().pressSequentially("s");
    expect(await template().inputValue()).toBe("of {product_type}s, at dawn");
  });

  it("names what was probably meant, shows where it is, and mends it", async () => {
    await template().fill("A photograph\nof {titel}");
    await app().getByText("There is no field {titel}. Did you mean {title}?").waitFor();
    await app().getByText("Line 2, character 4").waitFor();
    expect(await create().isDisabled()).toBe(true);
    await app().getByText("Fix what is marked first.").waitFor();
    await look("unknown-field");
    await app().getByRole("button", { name: "Show it" }).click();
    const selected =
      "(() => { const { selectionStart: start, selectionEnd: end, value } = document.activeElement; return value.slice(start, end); })()";
    expect(await (await screen.opened.frame()).evaluate(selected)).toBe("{titel}");
    await app().getByRole("button", { name: "Use {title}" }).click();
    expect(await template().inputValue()).toBe("A photograph\nof {title}");
    await expect.poll(() => create().isEnabled()).toBe(true);
  });

  it("tells which products have nothing in a field, and can leave it out for them", async () => {
    await template().fill("{title} by {vendor}");
    await app().getByText("{vendor} is empty for 2 items.").waitFor();
    const [, , , first] = [...screen.rig.shopify.state.products.values()];
    await app().getByText(`Concerns ${first?.title}`).waitFor();
    await look("empty-field");
    await app().getByRole("button", { name: "Leave it out where it is empty" }).click();
    expect(await template().inputValue()).toBe("{title} by {vendor|}");
    await expect.poll(() => create().isEnabled()).toBe(true);
  });

  it("says how long prompts may be, and what to do about it", async () => {
    await template().fill(`{title} ${"soft light ".repeat(200)}`);
    const limit =
      "The prompts of 6 items are longer than 2,000 characters, together with what the style adds.";
    await words(`${limit} Shorten the template, or leave out a field with a long text.`);
    await app()
      .getByText(/^Concerns .+, and 1 more\.$/)
      .waitFor();
    expect(await app().getByText("and and").count()).toBe(0);
    await template().fill(`{description} ${"soft light ".repeat(200)}`);
    await words(`${limit} Leave out the description, or shorten the template.`);
    await look("long-prompts");
    await template().fill("{title} by {vendor|}");
    await expect.poll(() => create().isEnabled()).toBe(true);
  });

  it("marks a missing name", async () => {
    const name = app().getByLabel("Name of the batch");
    await name.fill(" ");
    await words("Give the batch a name.");
    expect(await name.getAttribute("aria-invalid")).toBe("true");
    expect(await create().isDisabled()).toBe(true);
    await name.fill("Spring table");
    await expect.poll(() => create().isEnabled()).toBe(true);
  });

  it("asks for sizes that can be made", async () => {
    await app().getByLabel("Size", { exact: true }).selectOption("custom");
    await app().getByLabel("Width").fill("20");
    await app().getByText("From 64 to 2,048").waitFor();
    await app().getByText("Correct the size first.").waitFor();
    await app().getByLabel("Width").fill("128");
    await app().getByLabel("Height").fill("160");
    await expect.poll(() => create().isEnabled()).toBe(true);
  });

  it("keeps what was filled in when the page is left, even at once", async () => {
    await app().getByLabel("Name of the batch").fill("Left in a hurry");
    await screen.opened.menu("History");
    await app().getByRole("heading", { name: "History", exact: true }).waitFor();
    await expect
      .poll(async () => {
        await open({ path });
        return app().getByLabel("Name of the batch").inputValue();
      })
      .toBe("Left in a hurry");
    expect(await template().inputValue()).toBe("{title} by {vendor|}");
    expect(await app().getByLabel("Height").inputValue()).toBe("160");
  });

  it("says when the quota is not enough", async () => {
    await app().getByLabel("Images per product").selectOption("10");
    await app().getByRole("heading", { name: "Not enough images left" }).waitFor();
    expect(await create().isDisabled()).toBe(true);
    await look("quota");
    await app().getByLabel("Images per product").selectOption("2");
    await expect.poll(() => create().isEnabled()).toBe(true);
  });

  it("goes on to colors in the place of products", async () => {
    await perColor();
    await words("2 of 6 products have colors: 6 in all. 4 products have none.");
    await look("colors-question");
    await button("Continue").click();
    await words("6 colors and 4 products");
    await app().getByLabel("Images per color or product").waitFor();
    expect(await template().inputValue()).toBe("{title} by {vendor|}");
    await app()
      .getByRole("button", { name: /Insert \{option_color\}/ })
      .waitFor();
    await expect.poll(imagesOf).toBe("20");
    await look("colors");
  });

  it("leaves products without colors out when it is told to, and saves no selection twice", async () => {
    const first = screen.opened.path();
    await open({ path });
    await perColor();
    await app().getByRole("checkbox", { name: "Keep them, each with images of its own" }).uncheck();
    await words("No images are made for them.");
    await button("Continue").click();
    await words("6 colors");
    await open({ path });
    await perColor();
    await button("Continue").click();
    await words("6 colors and 4 products");
    await expect.poll(() => screen.opened.path()).toBe(first);
    await open({ path: "/app/choose" });
    await app().getByRole("heading", { name: "Saved selections" }).waitFor();
    const saved = await app().getByRole("listitem").getByRole("heading").allTextContents();
    expect(saved).toEqual(["Spring table, colors only", "Spring table, per color", "Spring table"]);
    await app()
      .getByText(/^10 items by color · /)
      .waitFor();
  });

  it("goes on by itself when the hub was away", async () => {
    await open({ path });
    await expect.poll(() => create().isEnabled()).toBe(true);
    await screen.rig.stopHub();
    await template().fill("{title} while nobody listens");
    const away = app().getByRole("heading", { name: "AssetQL does not answer at the moment" });
    await away.waitFor();
    await words("The batch could not be checked; the reason is above.");
    expect(await app().getByText("Checking…").count()).toBe(0);
    await look("hub-away");
    await screen.rig.startHub();
    await away.waitFor({ state: "detached" });
    await expect.poll(() => create().isEnabled()).toBe(true);
    await template().fill("{title} by {vendor|}");
    await app()
      .getByText(/while nobody listens$/)
      .first()
      .waitFor({ state: "detached" });
    screen.opened.forgive();
  });

  it("makes one batch however fast the button is pressed", async () => {
    await open({ path });
    await expect.poll(() => create().isEnabled()).toBe(true);
    await create().dblclick();
    await expect.poll(() => screen.opened.path()).toContain("/app/batches/bat_");
    const { items } = await shop.client.batches.list();
    expect(items.map(({ name, totalTasks, template: text }) => [name, totalTasks, text])).toEqual([
      ["Left in a hurry", 12, "{title} by {vendor|}"],
    ]);
    expect(items[0]?.config).toMatchObject({ width: 128, height: 160 });
    await shop.client.batches.watch(items[0]?.id ?? "");
  });

  it("starts the next time with what was chosen last", async () => {
    const id = await makeSelection(screen.opened, {
      name: "Next",
      ids: firstProducts(screen.rig.shopify, 2),
    });
    await open({ path: `/app/configure/${id}` });
    expect(await template().inputValue()).toBe("{title} by {vendor|}");
    expect(await app().getByLabel("Images per product").inputValue()).toBe("2");
    expect(await app().getByLabel("Name of the batch").inputValue()).toBe("Next");
  });

  it("says so when the selection is gone", async () => {
    await open({ path: "/app/configure/sel_gone" });
    await app().getByRole("heading", { level: 1 }).waitFor();
    expect(await app().getByLabel("Template").count()).toBe(0);
    screen.opened.forgive();
  });

  it.each(["en", "de"])("fits a telephone in %s", async (locale) => {
    await open({ path, width: widths.narrow, locale });
    await app()
      .getByRole("button", { name: /\{title\}/ })
      .first()
      .waitFor();
    await look(`narrow-${locale}`);
  });
});
