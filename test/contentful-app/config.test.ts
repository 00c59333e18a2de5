import type { Browser, Frame } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserAvailable, launchBrowser } from "../support/browser.ts";
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

describe.skipIf(!browserAvailable())("the app's configuration", () => {
  let rig: Rig;
  let browser: Browser;
  let app: OpenedApp;
  let frame: Frame;
  beforeAll(async () => {
    [rig, browser] = await Promise.all([openRig(), launchBrowser()]);
    app = await openApp(browser, rig);
    frame = await app.host.show({ location: "app-config" });
  });
  afterAll(async () => {
    await app?.close();
    await browser?.close();
    await rig?.dispose();
  });
  const address = () => frame.getByLabel("Address of the sync service");

  it("does not let itself be installed before it is filled in, and says why", async () => {
    await frame.getByRole("checkbox", { name: "Article" }).waitFor({ state: "attached" });
    expect(await app.host.install()).toBe(false);
    await frame.getByText("Give the address of your sync service").waitFor();
    await frame.getByText("Choose at least one content type").waitFor();
    expect(app.state.notices.at(-1)).toMatchObject({ type: "error" });
    await screenshot(app.page, "config-problems");
    expect(await obstacles(app.page)).toEqual([]);
  });

  it.each([
    ["sync.example.com", "This is not an address"],
    ["http://sync.example.com", "has to begin with https://"],
    ["https://sync.example.com/?a=1", "Leave out what follows"],
  ])("refuses the address %s", async (text, words) => {
    await address().fill(text);
    expect(await app.host.install()).toBe(false);
    await frame.getByText(words).waitFor();
  });

  it("asks which field, where a content type has more than one", async () => {
    await address().fill(rig.service.url);
    await frame.getByRole("checkbox", { name: "Article" }).check({ force: true });
    expect(await app.host.install()).toBe(false);
    await frame.getByText("Choose the field that the images go to").waitFor();
    await frame.getByLabel("Field for the images of Article").selectOption("heroImage");
  });

  it("asks nothing of the sync service before it is installed, for Contentful would not sign it", async () => {
    await frame.getByText("Install the app first").waitFor();
    expect(app.state.signed).toEqual([]);
    expect(await app.host.install()).toBe(true);
    expect(app.state.installation).toMatchObject({
      parameters: {
        syncService: rig.service.url,
        placements: [{ contentTypeId: "article", fieldId: "heroImage" }],
      },
      targetState: { EditorInterface: { article: { sidebar: { position: 1 } } } },
    });
  });

  it("then shows the target, and asks for style and template", async () => {
    await frame.getByText("Website", { exact: true }).waitFor();
    expect(await app.host.install()).toBe(false);
    await frame.getByText("Choose the style profile new images start with.").waitFor();
    await frame.getByText("Write the prompt that new images start with.").waitFor();
    await frame.getByLabel("Style profile").selectOption(rig.style.id);
    await frame.getByRole("button", { name: "Insert {title}" }).click();
    expect(await app.host.install()).toBe(true);
    expect(app.state.installation?.parameters).toMatchObject({
      styleProfileId: rig.style.id,
      template: "{title}",
    });
    expect(JSON.stringify(app.state.installation)).not.toContain(rig.contentful.token);
  });

  it("has a host check whether the target can be written to", async () => {
    await frame.getByRole("button", { name: "Check now" }).click();
    await frame.getByText("Connected", { exact: true }).waitFor();
    await screenshot(app.page, "config-connected");
    expect(await obstacles(app.page)).toEqual([]);
  });

  it("keeps what other settings the editors have", async () => {
    const again = await openApp(browser, rig, {
      installation: {
        ...installed(rig),
        parameters: installed(rig)?.parameters,
        targetState: { EditorInterface: { page: { sidebar: { position: 3 } } } },
      },
    });
    rig.contentful.environment.contentTypes.set("page", {
      ...rig.contentful.environment.contentTypes.get("article")!,
      id: "page",
      name: "Page",
    });
    const second = await again.host.show({ location: "app-config" });
    await second.getByText("Website", { exact: true }).waitFor();
    expect(await again.host.install()).toBe(true);
    expect(again.state.installation?.targetState.EditorInterface).toEqual({
      article: { sidebar: { position: 1 } },
      page: { sidebar: { position: 3 } },
    });
    await again.close();
  });

  it("says so when Contentful does not sign, or somebody else's secret signs", async () => {
    const unsigned = await openApp(browser, rig, { installation: installed(rig) });
    unsigned.state.refusesToSign = true;
    const window = await unsigned.host.show({ location: "app-config" });
    await window.getByText("The request could not be signed").waitFor();
    await unsigned.close();
    const forged = await openApp(
      browser,
      { ...rig, signingSecret: "x".repeat(64) },
      { installation: installed(rig) },
    );
    const other = await forged.host.show({ location: "app-config" });
    await other.getByText("The sync service did not accept this app's signature").waitFor();
    await screenshot(forged.page, "config-forged");
    await forged.close();
  });

  it("says so when the sync service does not answer, and goes on once it does", async () => {
    const lost = await openApp(browser, rig, { installation: installed(rig) });
    await lost.page.route(`${rig.service.url}/**`, (route) => route.abort());
    const window = await lost.host.show({ location: "app-config" });
    await window.getByText("The sync service does not answer").waitFor();
    await lost.page.unroute(`${rig.service.url}/**`);
    await window.getByRole("button", { name: "Try again" }).click();
    await window.getByText("Website", { exact: true }).waitFor();
    await lost.close();
  });

  it("fits a telephone", async () => {
    const small = await openApp(browser, rig, { installation: installed(rig), width: widths.narrow });
    const window = await small.host.show({ location: "app-config" });
    await window.getByText("Website", { exact: true }).waitFor();
    await screenshot(small.page, "config-narrow");
    expect(await overflows(window)).toBe(false);
    expect(await obstacles(small.page)).toEqual([]);
    await small.close();
  });
});
