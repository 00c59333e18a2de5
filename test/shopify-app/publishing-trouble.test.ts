import type { Publication } from "@assetql/contract";
import type { Locator } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { browserAvailable } from "../support/browser.ts";
import { opensslAvailable } from "../support/shopify/admin/certificate.ts";
import { aroundBatch } from "./batch-screen.ts";
import { type HeldUploads, holdUploads } from "./held-uploads.ts";
import { listening } from "./listening.ts";
import { type OpenedApp, openApp } from "./opened-app.ts";
import { sasha } from "./rig.ts";

const OURS = /aq[0-9a-z]{8}n/;
const noor = { ...sasha, id: 77_002, firstName: "Noor", lastName: "Haddad", email: "noor@shop.example" };

describe.skipIf(!browserAvailable() || !opensslAvailable())("trouble while publishing", () => {
  const screen = aroundBatch({ name: "trouble", isReviewed: true });
  const { open, look, shown } = screen;
  let uploads: HeldUploads | undefined;
  afterAll(() => uploads?.open());

  const button = (name: string | RegExp, at = screen.opened): Locator => at.app.getByRole("button", { name });
  const words = (text: string | RegExp, at = screen.opened): Promise<void> =>
    at.app.getByText(text).first().waitFor();
  const heading = (name: string | RegExp, at = screen.opened): Promise<void> =>
    at.app.getByRole("heading", { name }).waitFor();
  /** A plan that waits to be carried out, opened. */
  async function plan(name: string): Promise<string> {
    const { shop, batch } = screen;
    const { id } = await shop.client.publications.create({
      targetId: shop.targetId,
      batchId: batch.id,
      name,
    });
    expect((await shop.client.publications.wait(id)).status).toBe("planned");
    await open({ path: `/app/publications/${id}` });
    return id;
  }
  async function publish(at = screen.opened): Promise<void> {
    await button("Publish…", at).click();
    await at.app
      .getByRole("dialog")
      .getByRole("button", { name: /^Publish \d images?$/ })
      .click();
  }
  const ours = (): string[] =>
    [...screen.rig.shopify.state.files.values()]
      .map(({ fileName }) => fileName)
      .filter((name) => OURS.test(name));
  async function takeBack(id: string): Promise<Publication> {
    await screen.shop.client.publications.revert(id as Publication["id"]);
    return screen.shop.client.publications.wait(id as Publication["id"]);
  }

  it("keeps which images were chosen, and how, when the plan could not be made", async () => {
    const { batch, shop } = screen;
    await open({ path: `/app/batches/${batch.id}/review?tab=approved` });
    const boxes = screen.app().getByRole("checkbox", { name: /^Select / });
    await boxes.nth(0).check({ force: true });
    await boxes.nth(1).check({ force: true });
    await button("Publish these…").click();
    await words("2 approved images.");
    await screen.app().getByLabel("In place of the main image").check({ force: true });
    await screen.rig.stopHub();
    await button("Show the plan").click();
    await words("AssetQL does not answer at the moment");
    await look("plan-failed");
    await screen.rig.startHub();
    await words("2 approved images.");
    expect(await screen.app().getByLabel("The 2 images you selected").isChecked()).toBe(true);
    expect(await screen.app().getByLabel("In place of the main image").isChecked()).toBe(true);
    await button("Show the plan").click();
    await words(/^2 images are added to \d products?\.$/);
    const [publication] = (await shop.client.publications.list()).items;
    expect(publication).toMatchObject({ options: { placement: "replace" }, batchId: null });
    expect(publication?.assetIds).toHaveLength(2);
    screen.opened.forgive();
  });

  it("lets one of two people publish the same plan at once, tells the other, and does nothing twice", async () => {
    const before = screen.rig.shopify.snapshot();
    const id = await plan("Two windows");
    const { opened } = screen;
    const other = await openApp(screen.browser, screen.rig, { path: `/app/publications/${id}`, user: noor });
    await listening(other);
    uploads = holdUploads(screen.rig.shopify);
    const confirm = (at: OpenedApp): Locator =>
      at.app.getByRole("dialog").getByRole("button", { name: "Publish 6 images" });
    for (const at of [opened, other]) {
      await button("Publish…", at).click();
      await confirm(at).waitFor();
    }
    await Promise.all([confirm(opened).click(), confirm(other).click()]);
    const told = (at: OpenedApp): Promise<number> =>
      at.app
        .getByText(/^(The publication has moved on|Somebody else was faster|A publication is running)$/)
        .count();
    await expect.poll(async () => (await told(opened)) + (await told(other))).toBe(1);
    const loser = (await told(opened)) === 1 ? opened : other;
    await loser.screenshot("trouble-second-window");
    for (const at of [opened, other]) await words("0 of 6 published.", at);
    uploads.open();
    for (const at of [opened, other]) await words("6 images were published.", at);
    expect(ours()).toHaveLength(6);
    expect(new Set(ours()).size).toBe(6);
    const [first] = screen.rig.shopify.state.products.values();
    expect(first?.media).toHaveLength(2);
    // The refusal, which browsers write on the console.
    opened.forgive();
    other.forgive();
    await other.close();
    await takeBack(id);
    expect(screen.rig.shopify.snapshot()).toEqual(before);
  });

  it("says so while the hub is away, and goes on by itself when it is back", async () => {
    const before = screen.rig.shopify.snapshot();
    const id = await plan("Without the hub");
    uploads = holdUploads(screen.rig.shopify);
    await publish();
    await words("0 of 6 published.");
    uploads.letThrough(2);
    await words("2 of 6 published.");
    await screen.rig.stopHub();
    await heading("Contact lost");
    await look("hub-away");
    const { opened } = screen;
    await opened.goTo(`/app/publications/${id}`);
    await listening(opened);
    await heading("AssetQL does not answer at the moment");
    await look("hub-away-reloaded");
    await Promise.all([
      opened.page.waitForRequest((request) => request.url().includes(`${id}.data`)),
      button("Try again").click(),
    ]);
    uploads.open();
    await screen.rig.startHub();
    await words("6 images were published.");
    expect(ours()).toHaveLength(6);
    opened.forgive();
    await takeBack(id);
    expect(screen.rig.shopify.snapshot()).toEqual(before);
  });

  it("publishes the rest when a product was deleted and an image cannot be processed, and says why", async () => {
    const before = shown();
    const id = await plan("Some cannot be published");
    const [gone, failing] = [...screen.rig.shopify.state.products.values()].slice(2, 4);
    screen.rig.shopify.state.products.delete(gone!.id);
    screen.rig.shopify.mediaFault = (name) =>
      name.startsWith(`${failing?.variants[0]?.sku?.toLowerCase()}-aq`)
        ? "IMAGE_PROCESSING_FAILURE"
        : undefined;
    await publish();
    await words("4 images were published. 2 failed; the list says why.");
    await look("some-failed");
    await screen
      .app()
      .getByRole("region", { name: gone!.title })
      .getByText("The product is no longer in the shop.", { exact: true })
      .waitFor();
    await screen
      .app()
      .getByRole("region", { name: failing!.title })
      .getByText(/^Shopify could not use the image: The image could not be processed\./)
      .waitFor();
    expect(ours()).toHaveLength(4);
    screen.rig.shopify.mediaFault = () => undefined;
    await button("Try the 2 that failed again").click();
    await words("5 images were published. 1 failed; the list says why.");
    await look("one-failed");
    await takeBack(id);
    expect(shown()).toEqual(before.filter(([product]) => product !== gone!.id));
    expect(ours()).toEqual([]);
  });

  it("stops when the app is uninstalled, and goes on where it was when it is installed again", async () => {
    const before = screen.rig.shopify.snapshot();
    const id = await plan("Uninstalled in the middle");
    uploads = holdUploads(screen.rig.shopify);
    await publish();
    await words("0 of 5 published.");
    uploads.letThrough(2);
    await words("2 of 5 published.");
    // Shopify closes the app that is taken away.
    await screen.opened.page.goto("about:blank");
    await screen.rig.shopify.uninstall();
    uploads.open();
    const stopped = await screen.shop.client.publications.wait(id as Publication["id"]);
    expect(stopped.status).toBe("paused");
    await open({ path: `/app/publications/${id}` });
    await heading(/^(Paused, as the app was removed from your shop|Shopify did not let the app in)/);
    await words("Resume to do the rest, or undo what was done.");
    await look("installed-again");
    await button("Resume").click();
    await words("5 images were published.");
    await look("installed-again-done");
    expect(ours()).toHaveLength(5);
    await takeBack(id);
    expect(screen.rig.shopify.snapshot()).toEqual(before);
  });
});
