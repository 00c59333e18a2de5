import { PUBLICATION_LIMITS } from "@assetql/contract";
import { describe, expect, it } from "vitest";
import { browserAvailable } from "../support/browser.ts";
import { opensslAvailable } from "../support/shopify/admin/certificate.ts";
import { aroundBatch } from "./batch-screen.ts";
import { widths } from "./opened-app.ts";

describe.skipIf(!browserAvailable() || !opensslAvailable())("publishing a batch", () => {
  const screen = aroundBatch({ name: "publish", isReviewed: true });
  const { open, look, app, dialog } = screen;
  const publications = async () => (await screen.shop.client.publications.list()).items;
  const button = (name: string | RegExp) => app().getByRole("button", { name });

  it("says what main images are replaced and which texts stay, and does that", async () => {
    const before = screen.shown();
    const { shop, batch, rig } = screen;
    const { id } = await shop.client.publications.create({
      targetId: shop.targetId,
      batchId: batch.id,
      options: { placement: "replace" },
    });
    await shop.client.publications.wait(id);
    const told = [
      "6 images are added to 6 products.",
      // Every third product has no image.
      "On 4 products the main image is replaced; it stays in your files.",
      "2 alt texts are written.",
      "4 images get the alt text of the image they replace.",
    ];
    await open({ path: `/app/publications/${id}` });
    for (const line of told) await app().getByText(line, { exact: true }).waitFor();
    expect(await app().getByText("Position: in place of the main image", { exact: true }).count()).toBe(4);
    expect(await app().getByText("Position: in front", { exact: true }).count()).toBe(2);
    await look("replace");
    const mains = before.flatMap(([, media]) => rig.shopify.state.files.get(media[0] ?? "") ?? []);
    await shop.client.publications.apply(id);
    await shop.client.publications.wait(id);
    await open({ path: `/app/publications/${id}` });
    await app().getByText("6 images were published.").waitFor();
    for (const line of told) await app().getByText(line, { exact: true }).waitFor();
    await look("replaced");
    const shown = screen.shown().flatMap(([, media]) => rig.shopify.state.files.get(media[0] ?? "") ?? []);
    const ours = shown.filter(({ fileName }) => /aq[0-9a-z]{8}n/.test(fileName));
    const texts = new Set(mains.map(({ alt }) => alt));
    expect(ours.filter(({ alt }) => texts.has(alt))).toHaveLength(4);
    await shop.client.publications.revert(id);
    await shop.client.publications.wait(id);
    expect(screen.shown()).toEqual(before);
  });

  it("asks how, with the shop's settings as they are", async () => {
    await open({ path: `/app/batches/${screen.batch.id}/review` });
    await button("Publish 6 approved images").click();
    await app().getByText("6 approved images.").waitFor();
    expect(await app().getByLabel("In front").isChecked()).toBe(true);
    // All of them are of products.
    expect(await app().getByText("Images of variants and colors").count()).toBe(0);
    await look("options");
  });

  it("says how many images can be chosen at once, and takes no part of more", async () => {
    await open({ path: `/app/batches/${screen.batch.id}/publish` });
    const chosen = Array.from({ length: PUBLICATION_LIMITS.assetIds + 1 }, (_, index) => `asset-${index}`);
    // As the review hands over what was selected there.
    await (await screen.opened.frame()).evaluate(`
      history.replaceState({ ...history.state, usr: { assetIds: ${JSON.stringify(chosen)} } }, "");
      dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
    `);
    await app().getByLabel("The 501 images you selected").check({ force: true });
    await app().getByText("You can publish at most 500 selected images at once.").waitFor();
    expect(await button("Show the plan").isDisabled()).toBe(true);
    await look("too-many");
    await app().getByLabel("All 6 approved images of the batch").check({ force: true });
    await app().getByText("6 approved images.").waitFor();
    expect(await button("Show the plan").isDisabled()).toBe(false);
  });

  it("shows the plan before anything is written", async () => {
    const before = JSON.stringify(screen.rig.shopify.snapshot());
    await button("Show the plan").click();
    await app().getByText("6 images are added to 6 products.").waitFor();
    await app().getByText("Nothing has been changed yet").waitFor();
    await app().locator(".aql-order").first().waitFor();
    await look("plan");
    expect(JSON.stringify(screen.rig.shopify.snapshot())).toBe(before);
    expect((await publications())[0]).toMatchObject({ status: "planned", counts: { create: 6 } });
  });

  it("filters the plan by kind", async () => {
    await app().getByRole("tab", { name: /^New/ }).click();
    await expect.poll(() => screen.opened.path()).toContain("show=create");
    await expect.poll(() => app().locator("[data-change]").count()).toBe(6);
  });

  it("is scheduled for a time and for taking back, and both can be called off", async () => {
    await button("Publish…").click();
    await dialog().getByLabel("At a date and time", { exact: true }).check({ force: true });
    await dialog().getByLabel("Undo it at a date and time").check({ force: true });
    await dialog().getByLabel("Date", { exact: true }).fill("2020-01-01");
    await dialog().getByText("This time has passed.").waitFor();
    expect(
      await dialog()
        .getByRole("button", { name: /^Schedule/ })
        .isDisabled(),
    ).toBe(true);
    const tomorrow = new Date(Date.now() + 86_400_000);
    const day = [tomorrow.getFullYear(), tomorrow.getMonth() + 1, tomorrow.getDate()]
      .map((part) => String(part).padStart(2, "0"))
      .join("-");
    await dialog().getByLabel("Date", { exact: true }).fill(day);
    await dialog().getByLabel("Time", { exact: true }).fill("09:30");
    await look("schedule");
    await dialog().getByRole("button", { name: "Schedule 6 images" }).click();
    await app()
      .getByText(/^Will be published on .* Scheduled by Sasha Parkinson\.$/)
      .waitFor();
    await app()
      .getByText(/^Will be undone on/)
      .waitFor();
    // What fades out has no contrast.
    await dialog().waitFor({ state: "detached" });
    await look("scheduled");
    const [publication] = await publications();
    expect(publication?.scheduled.map(({ action, at }) => [action, at])).toEqual([
      ["apply", new Date(`${day}T09:30`).getTime()],
      ["revert", expect.any(Number)],
    ]);
    await button("Cancel scheduled undo").click();
    await app()
      .getByText(/^Will be undone on/)
      .waitFor({ state: "detached" });
    await button("Cancel scheduled publishing").click();
    await app()
      .getByText(/^Will be published on/)
      .waitFor({ state: "detached" });
    expect((await publications())[0]?.scheduled).toEqual([]);
  });

  it("publishes what the plan says, with progress, and tells what was done", async () => {
    const [planned] = await publications();
    const { apply, revert } = screen.shop.client.publications;
    await apply(planned!.id, { at: Date.now() + 86_400_000 });
    await revert(planned!.id, { at: Date.now() + 2 * 86_400_000 });
    await open({ path: `/app/publications/${planned!.id}` });
    await button("Publish…").click();
    // As it is scheduled; what is unticked is called off.
    const isTakenBack = dialog().getByLabel("Undo it at a date and time");
    expect(await isTakenBack.isChecked()).toBe(true);
    expect(await dialog().getByLabel("At a date and time", { exact: true }).isChecked()).toBe(true);
    await look("rescheduled");
    await isTakenBack.uncheck({ force: true });
    await dialog().getByLabel("Now", { exact: true }).check({ force: true });
    await dialog().getByText("6 images are added to 6 products.").waitFor();
    await look("confirm");
    await dialog().getByRole("button", { name: "Publish 6 images" }).click();
    await app().getByText("6 images were published.").waitFor();
    await look("receipt");
    const [mug] = screen.rig.shopify.state.products.values();
    const main = screen.rig.shopify.state.files.get(mug?.media[0] ?? "");
    expect(main?.fileName).toMatch(/aq[0-9a-z]{8}n\d+v1/);
    expect((await publications())[0]?.scheduled).toEqual([]);
  });

  it("finds nothing to do when it is published again, and says why", async () => {
    await open({ path: `/app/batches/${screen.batch.id}/publish` });
    await button("Show the plan").click();
    await app().getByText("6 images are skipped:").waitFor();
    await app().getByText("6 × It is there already, as it should be.").waitFor();
    expect(await button("Publish…").count()).toBe(0);
    await look("skipped");
  });

  it("shows both sides of what somebody has changed, and writes over it only when told to", async () => {
    for (const file of screen.rig.shopify.state.files.values()) {
      if (/aq[0-9a-z]{8}n/.test(file.fileName)) file.alt = "Somebody's own words";
    }
    await open({ path: `/app/batches/${screen.batch.id}/publish` });
    await app().getByLabel("Ask me").check({ force: true });
    await button("Show the plan").click();
    await app().getByText("6 conflicts: somebody changed them in Shopify.").waitFor();
    await app().getByText("“Somebody's own words”").first().waitFor();
    await look("conflicts");
    await button("Publish…").click();
    await dialog().getByLabel("Write over it").check({ force: true });
    await dialog().getByLabel("Undo it at a date and time").check({ force: true });
    await dialog().getByLabel("Date to undo it").waitFor();
    await look("decide");
    await dialog().getByRole("button", { name: "Publish 6 images" }).click();
    await app().getByText("6 images were published.").waitFor();
    await app()
      .getByText(/^Will be undone on .* Scheduled by Sasha Parkinson\.$/)
      .waitFor();
    expect((await publications())[0]?.scheduled).toMatchObject([{ action: "revert" }]);
    const alts = [...screen.rig.shopify.state.files.values()].map(({ alt }) => alt);
    expect(alts).not.toContain("Somebody's own words");
  });

  it("says in words what failed, and tries it again", async () => {
    const { items } = await screen.shop.client.assets.list({ batchId: screen.batch.id, limit: 100 });
    const waiting = items.find(({ review }) => review === "pending");
    await screen.shop.client.assets.review({ action: "approve", assetIds: [waiting!.id] });
    screen.rig.shopify.mediaFault = () => "IMAGE_PROCESSING_FAILURE";
    await open({ path: `/app/batches/${screen.batch.id}/publish` });
    await button("Show the plan").click();
    await app().getByText("1 image is added to 1 product.").waitFor();
    await button("Publish…").click();
    await dialog().getByRole("button", { name: "Publish 1 image" }).click();
    await app().getByText("1 failed; the list says why.").waitFor();
    await look("failed");
    screen.rig.shopify.mediaFault = () => undefined;
    await button("Try the 1 that failed again").click();
    await app().getByText("1 image was published.").waitFor();
  });

  it("says so when another window was faster", async () => {
    const { items } = await screen.shop.client.assets.list({ batchId: screen.batch.id, limit: 100 });
    const waiting = items.find(({ review }) => review === "pending");
    await screen.shop.client.assets.review({ action: "approve", assetIds: [waiting!.id] });
    await open({ path: `/app/batches/${screen.batch.id}/publish` });
    await button("Show the plan").click();
    await app().getByText("1 image is added to 1 product.").waitFor();
    await button("Publish…").click();
    const [publication] = await publications();
    await screen.shop.client.publications.apply(publication!.id);
    await screen.shop.client.publications.wait(publication!.id);
    const at = Date.now() + 86_400_000;
    await screen.shop.client.publications.revert(publication!.id, { at });
    await dialog().getByRole("button", { name: "Publish 1 image" }).click();
    await app()
      .getByRole("alert")
      .or(app().getByRole("status"))
      .filter({ hasText: /publication/i })
      .first()
      .waitFor();
    await app().getByText("1 image was published.").waitFor();
    // What the other window has scheduled was not to be seen in this one.
    expect((await publications())[0]?.scheduled).toMatchObject([{ action: "revert", at }]);
    // The refusal itself, which browsers write on the console.
    screen.opened.forgive();
  });

  it.each(["en", "de"])("fits a telephone (%s)", async (locale) => {
    const [publication] = await publications();
    for (const [name, path, text] of [
      ["options", `/app/batches/${screen.batch.id}/publish`, /Show the plan|Plan ansehen/],
      ["publication", `/app/publications/${publication!.id}`, /Undo…|Rückgängig machen …/],
    ] as const) {
      await open({ path, width: widths.narrow, locale });
      await button(text).waitFor();
      await look(`narrow-${name}-${locale}`);
    }
  });
});
