import type { Browser, Frame, Locator } from "playwright-core";
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
import { openRig, type Rig, subjects } from "./rig.ts";

// A browser, a hub, a sync service and images that are drawn share the machine with other tests.

describe.skipIf(!browserAvailable())("the app's page", () => {
  let rig: Rig;
  let browser: Browser;
  let app: OpenedApp;
  let frame: Frame;
  beforeAll(async () => {
    [rig, browser] = await Promise.all([openRig(), launchBrowser()]);
    app = await openApp(browser, rig, { installation: installed(rig) });
    frame = await app.host.show({ location: "page", path: "/" });
  });
  afterAll(async () => {
    await app?.close();
    await browser?.close();
    await rig?.dispose();
  });

  it("says what to do while there are no batches", async () => {
    await frame.getByRole("heading", { name: "No batches yet" }).waitFor();
    await screenshot(app.page, "page-empty");
    expect(await obstacles(app.page)).toEqual([]);
    await frame.getByRole("button", { name: "Make the first batch" }).click();
    await frame.getByRole("heading", { name: "Entries" }).waitFor();
  });

  it("asks for what is missing in words", async () => {
    await frame.getByRole("button", { name: "Preview" }).click();
    await frame.getByText("Tick at least one entry.").waitFor();
    expect(await frame.getByRole("button", { name: "Start" }).isDisabled()).toBe(true);
  });

  it("writes fields into the template where the caret is", async () => {
    const template = frame.getByLabel("Prompt template");
    await template.fill("of ");
    await frame.getByRole("button", { name: "Insert {title}" }).click();
    await until(async () => ((await template.inputValue()) === "of {title}" ? true : undefined));
    await template.press("End");
    await template.pressSequentially(", at night");
    expect(await template.inputValue()).toBe("of {title}, at night");
  });

  it("previews the first prompts, then makes an image for each entry chosen", async () => {
    for (const title of subjects) await frame.getByRole("checkbox", { name: title }).check({ force: true });
    await frame.getByText("4 entries chosen").waitFor();
    await frame.getByRole("button", { name: "Preview" }).click();
    await frame.getByRole("heading", { name: "The first prompts" }).waitFor();
    await screenshot(app.page, "page-new");
    const prompts = await frame.locator(".prompts li").allTextContents();
    expect(prompts).toEqual(subjects.slice(0, 3).map((title) => `of ${title}, at night`));
    expect(await obstacles(app.page)).toEqual([]);
    await frame.getByRole("button", { name: "Make 4 images" }).click();
    await frame.getByText("4 of 4 images made").waitFor();
    const batches = await rig.client.batches.list();
    expect(batches.items.map(({ totalTasks, targetId }) => [totalTasks, targetId])).toEqual([
      [4, rig.target.id],
    ]);
  });

  it("sorts the contact sheet by style score", async () => {
    const articles = frame.getByRole("feed", { name: "Contact sheet" }).getByRole("article");
    await until(async () => ((await articles.count()) === 4 ? true : undefined));
    const [batch] = (await rig.client.batches.list()).items;
    const { items } = await rig.client.assets.list({ batchId: batch!.id });
    const best = items.toSorted((a, b) => b.styleScore.score - a.styleScore.score).map(({ id }) => id);
    const shown = await articles.evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute("data-asset")));
    expect(shown).toEqual(best);
    await until(async () =>
      (await frame.evaluate("[...document.images].every((image) => image.naturalWidth > 0)"))
        ? true
        : undefined,
    );
    await screenshot(app.page, "page-sheet");
    expect(await obstacles(app.page)).toEqual([]);
  });

  it("can be gone through with the keyboard alone", async () => {
    const tiles = frame.getByRole("article");
    await tiles.first().focus();
    await app.page.keyboard.press("a");
    await frame.getByRole("article", { name: /approved/ }).waitFor();
    await app.page.keyboard.press("ArrowRight");
    await app.page.keyboard.press("r");
    await frame.getByRole("article", { name: /rejected/ }).waitFor();
    await app.page.keyboard.press("End");
    await app.page.keyboard.press("g");
    await frame.getByLabel("What should be different?").fill("more light");
    await screenshot(app.page, "page-another");
    expect(await obstacles(app.page)).toEqual([]);
    await frame.getByRole("button", { name: "Make another", exact: true }).click();
    const [batch] = (await rig.client.batches.list()).items;
    await until(async () => {
      const { items } = await rig.client.assets.list({ batchId: batch!.id });
      return items.some(({ version, prompt }) => version === 2 && prompt.includes("more light")) || undefined;
    });
    const { items } = await rig.client.assets.list({ batchId: batch!.id });
    expect(items.map(({ review }) => review).sort()).toEqual(["approved", "pending", "pending", "rejected"]);
  });

  it("shows an image large, and takes a better alternative text", async () => {
    await frame
      .getByRole("article", { name: /approved/ })
      .getByRole("button", { name: /Look closer/ })
      .click();
    const dialog = await until(async () => app.page.frames().find((each) => each.name() === "frame2"));
    await dialog.getByLabel("Alternative text").fill("Boats in a harbour at first light");
    await dialog.getByRole("heading", { name: "Where it comes from" }).waitFor();
    await screenshot(app.page, "dialog");
    expect(await obstacles(app.page)).toEqual([]);
    await dialog.getByRole("button", { name: "Approve" }).click();
    await until(async () => (app.page.frames().includes(dialog) ? undefined : true));
    const [batch] = (await rig.client.batches.list()).items;
    const { items } = await rig.client.assets.list({ batchId: batch!.id });
    expect(items.map(({ altText }) => altText)).toContain("Boats in a harbour at first light");
  });

  it("shows the plan before anything is written", async () => {
    await frame.getByRole("button", { name: "Plan publishing 1" }).click();
    await frame.getByText("1 new. Nothing has been written yet.").waitFor();
    await screenshot(app.page, "page-plan");
    expect(await obstacles(app.page)).toEqual([]);
    expect(rig.contentful.environment.assets.size).toBe(0);
  });

  it("publishes into the entry's field, and takes it back", async () => {
    await frame.getByRole("button", { name: "Publish 1 change" }).click();
    await frame.getByText("1 of 1 published").waitFor();
    await frame.getByRole("cell", { name: "Done" }).waitFor();
    expect(rig.contentful.environment.assets.size).toBe(1);
    const placed = [...rig.contentful.environment.entries.values()].filter(({ fields }) => fields.heroImage);
    expect(placed).toHaveLength(1);
    await screenshot(app.page, "page-published");
    await frame.getByRole("button", { name: "Undo" }).click();
    await frame.getByRole("dialog").getByRole("button", { name: "Undo" }).click();
    await frame.getByText("1 of 1 undone").waitFor();
    expect(rig.contentful.environment.assets.size).toBe(0);
    await screenshot(app.page, "page-undone");
    await frame.getByRole("button", { name: "All publications" }).click();
    await frame.getByRole("row", { name: /^Article, .* Undone 1 new/ }).waitFor();
    await screenshot(app.page, "page-history");
    expect(await obstacles(app.page)).toEqual([]);
  });

  it("keeps its place in the address", () => {
    const paths = app.state.navigations.map(({ params }) => JSON.stringify(params));
    expect(paths.some((path) => path.includes("/batches/bat_"))).toBe(true);
    expect(paths.some((path) => path.includes("/publications/pub_"))).toBe(true);
  });

  it("signs each request anew", () => {
    expect(app.state.signed.length).toBeGreaterThan(20);
    expect(new Set(app.state.signed.map(({ path }) => path.split("/")[2]))).toEqual(new Set(["app"]));
  });

  it("fits a telephone", async () => {
    const small = await openApp(browser, rig, { installation: installed(rig), width: widths.narrow });
    const [batch] = (await rig.client.batches.list()).items;
    const [publication] = (await rig.client.publications.list()).items;
    const places = [
      { path: "/", name: "batches", there: (narrow: Frame) => narrow.getByRole("table") },
      { path: `/batches/${batch!.id}`, name: "batch", there: (narrow) => narrow.getByRole("article").nth(3) },
      { path: "/new", name: "new", there: (narrow) => narrow.getByRole("checkbox", { name: subjects[0] }) },
      { path: "/publications", name: "publications", there: (narrow) => narrow.getByRole("table") },
      {
        path: `/publications/${publication!.id}`,
        name: "publication",
        there: (narrow) => narrow.getByRole("table"),
      },
    ] satisfies { path: string; name: string; there: (narrow: Frame) => Locator }[];
    for (const { path, name, there } of places) {
      const narrow = await small.host.show({ location: "page", path });
      await there(narrow).waitFor({ state: "attached" });
      await screenshot(small.page, `page-narrow-${name}`);
      expect([name, await overflows(narrow)]).toEqual([name, false]);
      expect([name, ...(await obstacles(small.page))]).toEqual([name]);
      await small.host.hide(narrow);
    }
    await small.close();
  });
});
