import type { Batch } from "@assetql/contract";
import { GeneratorError } from "@assetql/core/ports";
import type { Browser } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserAvailable, launchBrowser } from "../support/browser.ts";
import { preparedImage } from "../support/fixed-generator.ts";
import { createScriptedGenerator, type ScriptedGenerator } from "../support/scripted-generator.ts";
import { opensslAvailable } from "../support/shopify/admin/certificate.ts";
import type { ShopWorkspace } from "./first-visit.ts";
import { listening } from "./listening.ts";
import { type OpenedApp, openApp, widths } from "./opened-app.ts";
import { openRig, type Rig } from "./rig.ts";
import { stockShop } from "./shop-stock.ts";
import { tallPicture } from "./tall-picture.ts";

describe.skipIf(!browserAvailable() || !opensslAvailable())("watching a batch", () => {
  let rig: Rig;
  let browser: Browser;
  let shop: ShopWorkspace;
  let opened: OpenedApp;
  let generator: ScriptedGenerator;
  let reference: Uint8Array;
  let styleProfileId: string;
  beforeAll(async () => {
    reference = await preparedImage(128);
    const other = await sharp(reference).modulate({ hue: 180 }).blur(6).png().toBuffer();
    generator = createScriptedGenerator(({ prompt }) => {
      if (prompt.includes("refused")) throw new GeneratorError("permanent", "The prompt is not allowed.");
      return prompt.includes("far") ? other : reference;
    });
    [rig, browser] = await Promise.all([
      openRig({ generator, environment: { ASSETQL_SHOPIFY_PLAN: "unlimited" } }),
      launchBrowser(),
    ]);
    await stockShop(rig.shopify.state, { products: 2 });
    shop = await rig.shopWorkspace();
    const style = await shop.client.styles.create({
      name: "House style",
      deviationThreshold: 0.9,
      files: [{ name: "reference.png", bytes: reference }],
    });
    styleProfileId = style.id;
    opened = await openApp(browser, rig);
  });
  afterAll(async () => {
    generator?.openGate();
    await opened?.close();
    await browser?.close();
    await rig?.dispose();
  });
  const look = async (name: string): Promise<void> => {
    await tallPicture(opened, `watch-${name}`);
    expect([name, ...(await opened.obstacles())]).toEqual([name]);
    expect([name, await opened.overflows()]).toEqual([name, false]);
  };
  /** A batch with a row for each of these subjects. */
  const start = async (name: string, subjects: readonly string[]): Promise<Batch> => {
    const rows = subjects.map((subject, index) => `product/${index + 1},1,${subject} ${index + 1}`);
    const created = await shop.client.batches.create({
      name,
      styleProfileId: styleProfileId as Batch["styleProfileId"],
      template: "{title}",
      csv: ["item_id,image_number,title", ...rows].join("\n"),
      targetId: shop.targetId as NonNullable<Batch["targetId"]>,
      config: { width: 128, height: 128, seed: 1 },
    });
    return created;
  };
  const heading = (text: string) => opened.app.getByRole("heading", { name: text }).waitFor();

  it("shows a batch as it goes on, without anybody doing anything", async () => {
    generator.closeGate();
    const batch = await start(
      "Six mugs",
      Array.from({ length: 6 }, () => "Mug"),
    );
    await opened.goTo(`/app/batches/${batch.id}`);
    await listening(opened);
    await heading("0 of 6 images made");
    await opened.app.getByText("Being made").last().waitFor();
    await opened.app.getByText("You can leave this page: the batch goes on.").waitFor();
    await look("running");
    generator.openGate();
    await heading("6 of 6 images made");
    await heading("All 6 images are made");
    await expect.poll(() => opened.app.getByText("Style 100%", { exact: true }).count()).toBe(6);
    await look("done");
    await opened.app.getByRole("link", { name: "Review images" }).waitFor();
  });

  it("pauses, goes on, and is there again after it was left", async () => {
    generator.closeGate();
    const batch = await start(
      "Paused mugs",
      Array.from({ length: 40 }, () => "Mug"),
    );
    await opened.goTo(`/app/batches/${batch.id}`);
    await listening(opened);
    await opened.app.getByRole("button", { name: "Pause" }).click();
    await expect.poll(() => opened.toasts()).toContain("Batch paused");
    await opened.app.getByText("Paused. Images that are being made will still be finished.").waitFor();
    expect((await shop.client.batches.get(batch.id)).status).toBe("paused");
    await look("paused");
    await opened.menu("History");
    await opened.app.getByRole("link", { name: "Paused mugs" }).click();
    await opened.app.getByRole("button", { name: "Resume" }).click();
    await expect.poll(() => opened.toasts()).toContain("Batch resumed");
    generator.openGate();
    await heading("40 of 40 images made");
  });

  it("pages through many images, and filters them by state", async () => {
    const [batch] = (await shop.client.batches.list()).items.filter(({ name }) => name === "Paused mugs");
    await opened.goTo(`/app/batches/${batch?.id}`);
    await listening(opened);
    await opened.app.getByText("Mug 1", { exact: true }).waitFor();
    await opened.app.getByRole("button", { name: "Next page" }).click();
    await opened.app.getByText("Mug 40", { exact: true }).waitFor();
    expect(await opened.app.getByText("Mug 1", { exact: true }).count()).toBe(0);
    await opened.app.getByRole("button", { name: "Previous page" }).click();
    await opened.app.getByText("Mug 1", { exact: true }).waitFor();
    // Of a batch that has ended only states are offered that images are in.
    expect(await opened.app.getByRole("tab").allInnerTexts()).toEqual(["All (40)", "Done (40)"]);
    await opened.app.getByRole("tab", { name: "Done (40)" }).click();
    await expect.poll(() => opened.path()).toContain("show=completed");
    await opened.app.getByText("Mug 25", { exact: true }).waitFor();
    await opened.goTo(`/app/batches/${batch?.id}?show=failed`);
    await listening(opened);
    await opened.app.getByText("There are no images in this state now.").waitFor();
  });

  it("says why images failed, and takes the best try of one", async () => {
    const batch = await start("Some fail", ["Mug", "Mug far away", "A refused thing", "Mug"]);
    await shop.client.batches.watch(batch.id);
    await opened.goTo(`/app/batches/${batch.id}`);
    await listening(opened);
    await heading("2 of 4 images could not be made");
    await opened.app.getByText(/1 did not come close enough to the style in three tries/).waitFor();
    await opened.app.getByText(/1 was refused by the image generator/).waitFor();
    await opened.app.getByText("The prompt is not allowed.").waitFor();
    await opened.app.getByText(/^Reached \d+%, needs 90%$/).waitFor();
    await look("failed");
    await opened.app.getByRole("button", { name: "Show those that failed" }).click();
    await expect.poll(() => opened.app.getByText("Mug 1", { exact: true }).count()).toBe(0);
    await opened.app.getByRole("button", { name: "Accept best try: Mug far away 2" }).click();
    await expect.poll(() => opened.toasts()).toContain("Image accepted");
    await heading("1 of 4 images could not be made");
    const now = await shop.client.batches.get(batch.id);
    expect([now.completedTasks, now.failedTasks]).toEqual([3, 1]);
  });

  it("tries failed images again", async () => {
    const [batch] = (await shop.client.batches.list()).items.filter(({ name }) => name === "Some fail");
    await opened.goTo(`/app/batches/${batch?.id}`);
    await listening(opened);
    const asked = generator.requests.length;
    await opened.app.getByRole("button", { name: "Try failed ones again" }).click();
    await expect.poll(() => opened.toasts()).toContain("Failed images are tried again");
    await expect.poll(() => generator.requests.length).toBeGreaterThan(asked);
    await heading("1 of 4 images could not be made");
  });

  it("is cancelled after a question", async () => {
    generator.closeGate();
    const batch = await start(
      "To be cancelled",
      Array.from({ length: 5 }, () => "Mug"),
    );
    await opened.goTo(`/app/batches/${batch.id}`);
    await listening(opened);
    await opened.app.getByRole("button", { name: "Cancel batch" }).click();
    await opened.app.getByRole("dialog").getByText("Cancel this batch?").waitFor();
    await opened.app.getByRole("dialog").getByRole("button", { name: "Keep going" }).waitFor();
    await opened.app.getByRole("dialog").getByRole("button", { name: "Cancel batch" }).click();
    await heading("The batch was canceled");
    expect((await shop.client.batches.get(batch.id)).status).toBe("cancelled");
    await look("cancelled");
    generator.openGate();
  });

  it("forgets that nobody answered as soon as somebody does", async () => {
    const [batch] = (await shop.client.batches.list()).items.filter(({ name }) => name === "Some fail");
    await opened.goTo(`/app/batches/${batch?.id}`);
    await listening(opened);
    const again = opened.app.getByRole("button", { name: "Try failed ones again" });
    await again.waitFor();
    await rig.stopHub();
    await again.click();
    await heading("AssetQL does not answer at the moment");
    await look("no-answer");
    await rig.startHub();
    await opened.app
      .getByRole("heading", { name: "AssetQL does not answer at the moment" })
      .waitFor({ state: "detached" });
    expect(await opened.app.getByRole("heading", { name: "Contact lost" }).count()).toBe(0);
    opened.forgive();
  });

  it("says so when contact is lost, and goes on when it is back", async () => {
    generator.closeGate();
    const batch = await start("Without contact", ["Mug", "Mug"]);
    await opened.goTo(`/app/batches/${batch.id}`);
    await listening(opened);
    await heading("0 of 2 images made");
    await rig.stopApp();
    await heading("Contact lost");
    await rig.restartApp();
    generator.openGate();
    await heading("2 of 2 images made");
    opened.forgive();
  });

  it("is told when there is no such batch", async () => {
    await opened.goTo("/app/batches/bat_doesnotexist");
    await opened.app.getByRole("heading", { level: 1 }).waitFor();
    expect(await opened.app.getByText("images made").count()).toBe(0);
    opened.forgive();
  });

  it.each(["en", "de"])("fits a telephone in %s", async (locale) => {
    const [batch] = (await shop.client.batches.list()).items.filter(({ name }) => name === "Some fail");
    const narrow = await openApp(browser, rig, {
      path: `/app/batches/${batch?.id}`,
      width: widths.narrow,
      locale,
    });
    await narrow.app.getByText("A refused thing 3").waitFor();
    await tallPicture(narrow, `watch-narrow-${locale}`);
    expect(await narrow.overflows()).toBe(false);
    expect(await narrow.obstacles()).toEqual([]);
    await narrow.close();
  });
});
