import type { Locator, Route } from "playwright-core";
import { describe, expect, it } from "vitest";
import { browserAvailable } from "../support/browser.ts";
import { opensslAvailable } from "../support/shopify/admin/certificate.ts";
import { aroundBatch } from "./batch-screen.ts";
import { widths } from "./opened-app.ts";

describe.skipIf(!browserAvailable() || !opensslAvailable())("reviewing a batch", () => {
  const screen = aroundBatch({ name: "review", isReviewed: false });
  const { open, look, app } = screen;
  const tiles = (): Locator => app().getByRole("grid", { name: "Images" }).getByRole("row");
  const assets = async () =>
    (await screen.shop.client.assets.list({ batchId: screen.batch.id, limit: 100 })).items;
  const focused = (): Promise<unknown> =>
    screen.opened.frame().then((frame) => frame.evaluate("document.activeElement?.dataset?.image ?? null"));
  const ids = (): Promise<(string | null)[]> =>
    tiles().evaluateAll((all) => all.map((tile) => tile.getAttribute("data-image")));
  const said = (): Promise<string | null> => app().locator("[data-said]").textContent();
  const press = (key: string): Promise<void> => screen.opened.page.keyboard.press(key);

  it("shows every image beside the one that the product has now, the lowest score first", async () => {
    await open({ path: `/app/batches/${screen.batch.id}/review` });
    await tiles().nth(11).waitFor();
    const byScore = (await assets())
      .toSorted((one, other) => one.styleScore.score - other.styleScore.score)
      .map(({ styleScore }) => Math.floor(styleScore.score * 100 + 1e-9));
    const shown = await app()
      .getByRole("row")
      .evaluateAll((all) =>
        all.map((tile) => Number(/score (\d+)%/.exec(tile.getAttribute("aria-label") ?? "")?.[1])),
      );
    expect(shown).toEqual(byScore);
    // A mug has an image, a tray has none.
    const mug = tiles().filter({ hasText: "Harbour enamel mug 1" }).first();
    await mug.locator('img[src*="cdn.shopify.com"]').waitFor();
    await tiles().filter({ hasText: "Lantern oak tray 3" }).first().getByText("No image").waitFor();
    await look("grid");
  });

  it("says what a score is made of", async () => {
    await tiles()
      .first()
      .getByRole("button", { name: /style score/ })
      .click();
    await app().getByText("Composition").waitFor();
    // Those of the bars, too, which only screen readers are told.
    expect(await app().locator("body").textContent()).not.toMatch(/\d\.\d+%/);
    await look("score");
    await press("Escape");
  });

  it("is gone through with the keyboard, and never loses the focus", async () => {
    const order = await ids();
    await tiles().first().focus();
    await press("a");
    await expect.poll(said).toBe("1 image approved.");
    expect(await focused()).toBe(order[0]);
    await press("ArrowRight");
    await press("r");
    await app().getByLabel("Why (optional)").fill("Too dark");
    await look("reject");
    await app().getByRole("dialog").getByRole("button", { name: "Reject", exact: true }).click();
    await expect.poll(said).toBe("1 image rejected.");
    await expect.poll(focused).toBe(order[1]);
    await press("ArrowDown");
    await press("ArrowUp");
    expect(await focused()).toBe(order[1]);
    await press("End");
    await press("g");
    await app().getByLabel("What should be different (optional)").fill("more light");
    await app().getByRole("dialog").getByRole("button", { name: "Make again" }).click();
    await expect.poll(said).toMatch(/being made again|new version is there/);
    const reviews = new Map((await assets()).map(({ id, review, reviewNote }) => [id, [review, reviewNote]]));
    expect(reviews.get(order[0] as never)).toEqual(["approved", null]);
    expect(reviews.get(order[1] as never)).toEqual(["rejected", "Too dark"]);
    await expect.poll(async () => (await assets()).filter(({ version }) => version === 2).length).toBe(1);
    await expect.poll(said).toContain("the new version is there");
    expect(order).toContain(await focused());
  });

  it("takes the next key for the grid's as soon as a window has closed", async () => {
    const order = await ids();
    const dialog = app().getByRole("dialog");
    const decided = async (at: number) => (await assets()).find(({ id }) => id === order[at])?.review;
    for (const [at, key] of [
      [2, "r"],
      [3, "g"],
    ] as const) {
      await tiles().nth(at).focus();
      await press(key);
      await dialog.getByRole("button", { name: "Cancel" }).click();
      await press("a");
      await expect.poll(() => decided(at)).toBe("approved");
    }
    for (const [at, key] of [
      [6, "r"],
      [7, "g"],
    ] as const) {
      await tiles().nth(at).focus();
      await press(key);
      await dialog.getByRole("button", { name: "Cancel" }).click();
      await tiles()
        .nth(at)
        .getByRole("button", { name: /^Approve/ })
        .click();
      await expect.poll(() => decided(at)).toBe("approved");
    }
    await tiles().nth(4).focus();
    await press("Enter");
    await dialog.getByText("Prompt", { exact: true }).waitFor();
    await press("Escape");
    await press("a");
    await expect.poll(() => decided(4)).toBe("approved");
  });

  it("counts what was decided last about an image, also while the decision before is on its way", async () => {
    const [, , , , , image = ""] = await ids();
    const asked: string[] = [];
    const first = Promise.withResolvers<void>();
    const hold = async (route: Route): Promise<void> => {
      const { action } = route.request().postDataJSON() as { readonly action: string };
      asked.push(action);
      if (asked.length === 1) await first.promise;
      await route.continue();
    };
    const { page } = screen.opened;
    await page.route("**/images", hold);
    await tiles().nth(5).focus();
    await press("r");
    await app().getByRole("dialog").getByRole("button", { name: "Reject", exact: true }).click();
    await press("a");
    await tiles().nth(5).getByText("Approved").waitFor();
    await expect.poll(() => asked).toEqual(["reject"]);
    first.resolve();
    await expect.poll(() => asked).toEqual(["reject", "approve"]);
    await expect.poll(async () => (await assets()).find(({ id }) => id === image)?.review).toBe("approved");
    await page.unroute("**/images", hold);
  });

  it("shows its keys", async () => {
    await tiles().first().focus();
    await press("?");
    await app().getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await look("keys");
    await press("Escape");
    await expect.poll(focused).not.toBeNull();
  });

  it("shows an image large, with a slider and its versions, of which an older one may count again", async () => {
    const second = (await assets()).find(({ version }) => version === 2);
    await tiles()
      .and(app().locator(`[data-image="${second?.id}"]`))
      .focus();
    await press("Enter");
    const dialog = app().getByRole("dialog");
    await dialog.getByText("Version 1", { exact: true }).waitFor();
    await look("large");
    if ((await dialog.getByRole("button", { name: "Slider" }).count()) > 0) {
      await dialog.getByRole("button", { name: "Slider" }).click();
      await dialog.getByLabel("How much of the image now is shown").fill("30");
      await look("slider");
    }
    await dialog.getByRole("button", { name: "Use this one: version 1" }).click();
    await expect.poll(async () => (await assets()).find(({ id }) => id === second?.id)?.version).toBe(1);
    await expect.poll(said).toContain("version 1 is in use");
    await press("Escape");
    await expect.poll(focused).toBe(second?.id);
  });

  it("has an image made again once, also when the button is clicked twice", async () => {
    const [image] = (await ids()).slice(-1);
    const before = (await assets()).find(({ id }) => id === image);
    await tiles().last().focus();
    await press("g");
    await app().getByLabel("What should be different (optional)").fill("more light");
    await app().getByRole("dialog").getByRole("button", { name: "Make again" }).dblclick();
    const now = async () => (await assets()).find(({ id }) => id === image);
    await expect.poll(async () => (await now())?.version).toBe(before!.latestVersion + 1);
    expect((await now())?.prompt).toBe(`${before?.prompt}, more light`);
    expect(await screen.opened.toasts()).not.toContainEqual(expect.stringContaining("being made already"));
    // Nor has the second click opened the image that lies beneath.
    await expect.poll(() => app().getByRole("dialog").count()).toBe(0);
  });

  it("edits an alt text where it stands, and saves it by Shopify's own bar", async () => {
    const [first = ""] = await ids();
    await tiles().first().focus();
    await press("e");
    await app().getByLabel("Alt text", { exact: true }).fill("A mug at first light");
    await press("Enter");
    await expect.poll(focused).toBe(first);
    await screen.opened.saveBar.bar.getByRole("button", { name: "Save" }).waitFor();
    await screen.opened.screenshot("review-unsaved");
    await screen.opened.saveBar.save();
    await expect.poll(said).toBe("1 alt text saved.");
    expect((await assets()).find(({ id }) => id === first)?.altText).toBe("A mug at first light");
  });

  it("fills in the others from a template, but not what somebody has written", async () => {
    await app().getByRole("button", { name: "Select all 12 on this page" }).click();
    await app().getByRole("button", { name: "Alt texts…" }).click();
    const dialog = app().getByRole("dialog");
    await dialog.getByLabel("Template", { exact: true }).fill("{title");
    await dialog.getByText(/^A brace has no pair/).waitFor();
    expect(await dialog.getByRole("button", { name: "Write alt texts" }).isDisabled()).toBe(true);
    await look("brace");
    await dialog.getByLabel("Template", { exact: true }).fill("{title} by {vendor}");
    await dialog.getByText("1 was written by a person and stays.").waitFor();
    await look("fill");
    await dialog.getByRole("button", { name: "Write 11 alt texts" }).click();
    await expect.poll(said).toBe("11 alt texts saved.");
    const texts = (await assets()).map(({ altText }) => altText);
    expect(texts.filter((text) => text.includes(" by "))).toHaveLength(11);
    expect(texts).toContain("A mug at first light");
  });

  it("writes over what a template gave before, but not over what somebody has written", async () => {
    await app().getByRole("button", { name: "Select all 12 on this page" }).click();
    await app().getByRole("button", { name: "Alt texts…" }).click();
    const dialog = app().getByRole("dialog");
    await dialog.getByLabel("Template", { exact: true }).fill("{vendor}: {title}");
    await dialog.getByText("1 was written by a person and stays.").waitFor();
    await dialog.getByRole("button", { name: "Write 11 alt texts" }).click();
    const texts = async () => (await assets()).map(({ altText }) => altText);
    await expect.poll(async () => (await texts()).filter((text) => text.includes(" by "))).toEqual([]);
    expect(await texts()).toContain("A mug at first light");
  });

  it("writes over what somebody has written when it is asked to", async () => {
    await app().getByRole("button", { name: "Select all 12 on this page" }).click();
    await app().getByRole("button", { name: "Alt texts…" }).click();
    const dialog = app().getByRole("dialog");
    await dialog.getByLabel("Template", { exact: true }).fill("{title}");
    await dialog.getByLabel("Everywhere").check({ force: true });
    await dialog.getByRole("button", { name: /^Write 12/ }).click();
    await expect.poll(said).toBe("12 alt texts saved.");
    expect((await assets()).every(({ altText, title }) => altText === title)).toBe(true);
  });

  it("approves everything that a filter finds, on all pages", async () => {
    await app()
      .getByRole("tab", { name: /^To review/ })
      .click();
    await expect.poll(() => screen.opened.path()).toContain("tab=pending");
    const waiting = (await assets()).filter(({ review }) => review === "pending").length;
    await expect.poll(() => tiles().count()).toBe(waiting);
    await tiles().first().focus();
    await press(" ");
    await app().getByText("1 image selected").waitFor();
    await app()
      .getByRole("button", { name: `Select all ${waiting} that match` })
      .click();
    await look("bulk");
    await app()
      .getByRole("region", { name: "Selected images" })
      .getByRole("button", { name: "Approve" })
      .click();
    await expect.poll(said).toBe(`${waiting} images approved.`);
    await app().getByText("No images here").waitFor();
    await app().getByRole("button", { name: "Publish 11 approved images" }).waitFor();
    await look("empty");
  });

  it("asks before it approves what was rejected", async () => {
    await open({ path: `/app/batches/${screen.batch.id}/review` });
    const dialog = app().getByRole("dialog", { name: "1 of these 12 images was rejected" });
    const rejected = async () => (await assets()).filter(({ review }) => review === "rejected").length;
    const approveAll = async (): Promise<void> => {
      await app().getByRole("button", { name: "Select all 12 on this page" }).click();
      await app()
        .getByRole("region", { name: "Selected images" })
        .getByRole("button", { name: "Approve" })
        .click();
    };
    await approveAll();
    await look("mixed");
    await dialog.getByRole("button", { name: "Approve the other 11" }).click();
    await expect.poll(said).toBe("11 images approved.");
    expect(await rejected()).toBe(1);
    await approveAll();
    await dialog.getByRole("button", { name: "Approve all 12" }).click();
    await expect.poll(said).toBe("12 images approved.");
    expect(await rejected()).toBe(0);
  });

  it("filters by score and text, and sorts by row", async () => {
    await open({ path: `/app/batches/${screen.batch.id}/review?sort=row&text=shirt` });
    const shirts = (await assets()).filter(({ title }) => title.includes("shirt"));
    await expect.poll(ids).toEqual(shirts.map(({ id }) => id));
    await look("filter");
    await open({ path: `/app/batches/${screen.batch.id}/review?max=1` });
    await app().getByText("No image matches").waitFor();
    await app().getByRole("button", { name: "Clear the filters" }).click();
    await expect.poll(() => tiles().count()).toBe(12);
  });

  it.each(["en", "de"])("fits a telephone (%s)", async (locale) => {
    await open({ path: `/app/batches/${screen.batch.id}/review`, width: widths.narrow, locale });
    await app().getByRole("grid").getByRole("row").nth(11).waitFor();
    await look(`narrow-${locale}`);
  });

  it("accepts an image that missed the style all the same", async () => {
    const { client, targetId } = screen.shop;
    const [style] = (await client.styles.list()).items;
    await client.styles.update(style!.id, { deviationThreshold: 1 });
    const [product] = screen.rig.shopify.state.products.values();
    const made = await client.batches.create({
      name: "Too strict",
      styleProfileId: style!.id,
      template: "{title}",
      // Of six images in turn only one fits: at least one of two is missed three times.
      csv: ["item_id,title", ...[1, 2].map((row) => `product/${product?.id},Mug ${row}`)].join("\n"),
      targetId,
      config: { width: 256, height: 256, seed: 3 },
    });
    await client.batches.watch(made.id);
    await open({ path: `/app/batches/${made.id}/review?tab=below` });
    await app().getByText("Best of three tries.").first().waitFor();
    await look("below");
    await app()
      .getByRole("button", { name: /^Accept all the same: Mug \d/ })
      .first()
      .click();
    await app()
      .getByRole("button", { name: /^Accepted: Mug \d/ })
      .waitFor();
    const approved = (await client.assets.list({ batchId: made.id })).items.filter(
      ({ review }) => review === "approved",
    );
    expect(approved).toHaveLength(1);
    await app().getByRole("button", { name: "Publish 1 approved image" }).waitFor();
  });
});
