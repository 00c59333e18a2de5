import type { Browser, Frame } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserAvailable, launchBrowser } from "../support/browser.ts";
import { until } from "../support/until.ts";
import {
  installed,
  type OpenedApp,
  obstacles,
  openApp,
  overflows,
  screenshot,
  widths,
} from "./opened-app.ts";
import { openRig, type Rig } from "./rig.ts";

// A browser, a hub, a sync service and images that are drawn share the machine with other tests.

describe.skipIf(!browserAvailable())("the app in an entry's sidebar", () => {
  let rig: Rig;
  let browser: Browser;
  let app: OpenedApp;
  let frame: Frame;
  const place = { location: "entry-sidebar", entryId: "entry1" } as const;
  const entry = () => rig.contentful.environment.entries.get("entry1");
  beforeAll(async () => {
    [rig, browser] = await Promise.all([openRig(), launchBrowser()]);
    app = await openApp(browser, rig, { installation: installed(rig) });
    frame = await app.host.show(place);
  });
  afterAll(async () => {
    await app?.close();
    await browser?.close();
    await rig?.dispose();
  });
  const imagesShown = () =>
    until(async () => {
      const count = "document.querySelectorAll('.candidates img').length";
      const loaded = "[...document.images].every(({ naturalWidth }) => naturalWidth > 0)";
      return (await frame.evaluate(`${count} === 2 && ${loaded}`)) ? true : undefined;
    });

  it("shows the prompt for this entry before anything is made", async () => {
    await frame.getByText("No images for this entry yet").waitFor();
    await frame.getByRole("button", { name: "Generate an image" }).click();
    await frame.getByRole("button", { name: "Show the prompt" }).click();
    await frame.getByText("Harbour at dawn: Harbour at dawn, in soft light").waitFor();
    await screenshot(app.page, "sidebar-prompt");
    expect(await obstacles(app.page)).toEqual([]);
    expect(await overflows(frame)).toBe(false);
  });

  it("makes candidates and shows them with their scores", async () => {
    await frame.getByRole("button", { name: "Generate 2 images" }).click();
    await imagesShown();
    await screenshot(app.page, "sidebar-candidates");
    expect(await frame.getByText(/^Style \d+ %$/).count()).toBe(2);
    expect(await obstacles(app.page)).toEqual([]);
    expect(await overflows(frame)).toBe(false);
  });

  it("finds them again when the entry is opened another time", async () => {
    await app.host.hide(frame);
    frame = await app.host.show(place);
    await imagesShown();
  });

  it("keeps one, from the large view, with a better alternative text", async () => {
    await frame
      .getByRole("button", { name: /Look closer/ })
      .first()
      .click();
    const dialog = await until(async () => app.page.frames().find((each) => each.name() === "frame3"));
    await dialog.getByLabel("Alternative text").fill("Boats at first light");
    await dialog.getByRole("button", { name: "Keep in heroImage" }).click();
    await frame.getByText("The image is in heroImage").waitFor();
    await screenshot(app.page, "sidebar-kept");
    expect(await obstacles(app.page)).toEqual([]);
    const [asset] = [...rig.contentful.environment.assets.values()];
    expect(asset?.fields.description?.["en-US"]).toBe("Boats at first light");
    expect(entry()?.fields.heroImage).toMatchObject({ "en-US": { sys: { id: asset?.id } } });
  });

  it("takes it back", async () => {
    await frame.getByRole("button", { name: "Undo" }).click();
    await frame.getByText("Undone: heroImage is as it was before.").waitFor();
    expect(entry()?.fields.heroImage?.["en-US"]).toBeUndefined();
  });

  it("says so where a content type has no place for images", async () => {
    const other = await openApp(browser, rig, { installation: installed(rig, { placements: [] }) });
    const window = await other.host.show(place);
    await window.getByText("This content type has no place for images yet").waitFor();
    await other.close();
  });

  it("leads to the configuration while nothing is set up", async () => {
    const bare = await openApp(browser, rig, { installation: installed(rig, { syncService: "" }) });
    const window = await bare.host.show(place);
    await window.getByRole("button", { name: "Open the configuration" }).click();
    await until(async () => bare.state.navigations.find(({ method }) => method === "navigateToAppConfig"));
    await bare.close();
  });

  it("shows the dialog on a telephone", async () => {
    const [batch] = (await rig.client.batches.list()).items;
    const [asset] = (await rig.client.assets.list({ batchId: batch!.id })).items;
    const small = await openApp(browser, rig, { installation: installed(rig), width: widths.narrow });
    const parameters = { assetId: asset?.id, keepLabel: "Approve" };
    const window = await small.host.show({ location: "dialog", parameters });
    await window.getByLabel("Alternative text").waitFor();
    await screenshot(small.page, "dialog-narrow");
    expect(await overflows(window)).toBe(false);
    expect(await obstacles(small.page)).toEqual([]);
    await small.close();
  });
});

describe.skipIf(!browserAvailable())("an app that may only look", () => {
  it("offers nothing that would be refused", async () => {
    const [rig, browser] = await Promise.all([openRig({ role: "viewer" }), launchBrowser()]);
    const app = await openApp(browser, rig, { installation: installed(rig) });
    const sidebar = await app.host.show({ location: "entry-sidebar", entryId: "entry1" });
    await sidebar.getByText("No images for this entry yet").waitFor();
    expect(await sidebar.getByRole("button").count()).toBe(0);
    const page = await app.host.show({ location: "page", path: "/new" });
    await page.getByText("You can only look").waitFor();
    await app.close();
    await browser.close();
    await rig.dispose();
  });
});
