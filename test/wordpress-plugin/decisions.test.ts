import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { browserAvailable } from "../support/browser.ts";
import { wordpressAvailable } from "../support/wordpress/available.ts";
import type { Site } from "../support/wordpress/start-wordpress.ts";
import { type AdminBrowser, imageShown, openAdmin } from "./admin-browser.ts";
import { openDoor } from "./door.ts";
import { picture } from "./images.ts";
import { type PluginHub, startPluginHub } from "./plugin-hub.ts";
import { complaints, startPluginSite } from "./plugin-site.ts";
import { offStyle } from "./quick-generator.ts";

// A browser, a site, a hub and a sync service share the machine with other tests.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const [BREAD, MAPS, TRAM] = ["Bread from one pan", "Old maps, new roads", "The last tram home"];
const GATE = 0.6;

const siteSchema = z.record(z.string(), z.object({ alt: z.string(), file: z.string() }));

describe.skipIf(!(wordpressAvailable() && browserAvailable()))("what a person decides", () => {
  let site: Site;
  let hub: PluginHub;
  let browser: AdminBrowser;
  let ids: readonly number[];
  let batch: string;

  beforeAll(async () => {
    [site, hub] = await Promise.all([
      startPluginSite({ version: "6.6-RC3" }),
      startPluginHub({ sync: true, gate: GATE }),
    ]);
    const door = openDoor(site);
    await door.json("POST", "/settings", { hubUrl: hub.url, apiKey: hub.adminKey });
    await door.json("POST", "/settings/connect", {});
    const own = (await door.putForm("own", await picture("navy"), { title: "Own", alt: "Own" })).projection();
    const made = await site.eval(`$ids = [];
      foreach (${phpList([BREAD, MAPS, TRAM])} as $title) {
        $ids[] = wp_insert_post(['post_title' => $title, 'post_status' => 'publish']);
      }
      set_post_thumbnail($ids[2], ${own.id}); update_option('own_image', ${own.id}); echo json_encode($ids);`);
    ids = z.array(z.int()).parse(JSON.parse(made));
    browser = await openAdmin(site);
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([site?.stop(), hub?.stop()]);
  });

  const row = (title: string) => browser.page.getByRole("row").filter({ hasText: title });
  const planAnew = async () => {
    await browser.open(`upload.php?page=assetql#batch/${batch}`);
    await browser.button("Plan publication…").click();
    await browser.page.waitForURL(/#publication\//);
  };
  /** The featured images of the posts: alternative texts, and whose they are. */
  const shown = async () => {
    const printed = await site.eval(`$shown = [];
      foreach (${phpList(ids)} as $id) {
        $image = get_post_thumbnail_id($id);
        $shown[get_the_title($id)] = ['alt' => (string) get_post_meta($image, '_wp_attachment_image_alt', true),
          'file' => $image == get_option('own_image') ? 'own' : ($image ? 'made' : 'none')];
      }
      echo json_encode($shown);`);
    return siteSchema.parse(JSON.parse(printed));
  };

  it("takes the rows of a CSV file, and says what is wrong with them before anything is made", async () => {
    const { page, button } = browser;
    await browser.open("upload.php?page=assetql");
    await page.getByRole("radio", { name: "row of a CSV file" }).check();
    await page.getByText("Choose a CSV file first.").waitFor();
    const csv = [
      "\uFEFFitem_id;subject;look",
      `${ids[0]};"A loaf, cut\nin two";in soft light`,
      `${ids[1]};An old map;in soft light`,
      `${ids[2]};A tram;${offStyle}`,
    ];
    const file = { name: "rows.csv", mimeType: "text/csv", buffer: Buffer.from(csv.join("\r\n")) };
    await page.getByLabel("CSV file, with the names of its columns").setInputFiles(file);
    await page.getByText("rows.csv: about 3 rows").waitFor();
    await button("Preview").click();
    await page.getByText("Mend this first:").first().waitFor();
    expect(await browser.look("20-csv-problem")).toEqual([]);
    await page.getByLabel("What the images show").fill("");
    await button("{subject}").click();
    await button("{look}").click();
    await button("Preview").click();
    await page.getByText(/^A loaf, cut\s+in two in soft light$/).waitFor();
    expect(await browser.look("21-csv")).toEqual([]);
    await button("Start: 3 images").click();
    await page.waitForURL(/#batch\//);
    batch = page.url().split("#batch/")[1] ?? "";
    expect((await hub.client.batches.get(batch)).name).toBe("Images for 3 rows");
  });

  it("takes an image below the gate where a person says so", async () => {
    const { page, button } = browser;
    await page.getByText("2 of 3 images made · 1 failed").waitFor();
    await page.getByRole("heading", { name: "Not passed" }).waitFor();
    await imageShown(row(offStyle).locator("img"));
    await page.locator(".assetql-card img").nth(1).waitFor();
    expect(await browser.look("22-below-gate")).toEqual([]);
    await button("Accept anyway").click();
    await page.getByText("3 of 3 images made").waitFor();
    await page.getByRole("heading", { name: "Not passed" }).waitFor({ state: "detached" });
    await page.getByText("1 of 3 approved").waitFor();
    const accepted = page.locator(".assetql-card.is-approved");
    await accepted.getByText("Approved").waitFor();
    const made = (await hub.client.assets.list({ batchId: batch })).items;
    expect(made.filter(({ review }) => review === "approved")).toMatchObject([
      { metadata: { item_id: String(ids[2]) }, styleScore: { score: expect.toSatisfy((is) => is < GATE) } },
    ]);
    await button("Approve the other 2").click();
    await page.getByText("3 of 3 approved").waitFor();
  });

  it("says that a post's own image stays, and lets it stay", async () => {
    const { page, button } = browser;
    await planAnew();
    await page.getByText("3 new").waitFor();
    await row(TRAM).getByText("Featured image: another image stays, as somebody set it here").waitFor();
    await button("Publish 3 changes").click();
    await page.getByText("3 published").waitFor();
    expect(await shown()).toMatchObject({
      [BREAD]: { file: "made" },
      [MAPS]: { file: "made" },
      [TRAM]: { file: "own" },
    });
  });

  it("shows what editors have changed meanwhile, and publishes around it", async () => {
    const { page, button } = browser;
    const assets = (await hub.client.assets.list({ batchId: batch })).items;
    const assetOf = (id: number | undefined) =>
      assets.find(({ metadata }) => metadata.item_id === String(id))?.id ?? "";
    await site.eval(`
      update_post_meta(get_post_thumbnail_id(${ids[0]}), '_wp_attachment_image_alt', 'By hand');
      set_post_thumbnail(${ids[1]}, get_option('own_image'));
      wp_delete_attachment(AssetQL\\Asset_Finder::find('${assetOf(ids[2])}'), true);`);
    await hub.client.assets.update(assetOf(ids[1]), { altText: "A better text" });
    await planAnew();
    await page.getByText("1 to change · 2 with conflicts").waitFor();
    await row(BREAD)
      .getByText(/Alternative text: By hand stays/)
      .waitFor();
    await row(MAPS)
      .getByText(/→ A better text/)
      .waitFor();
    await row(MAPS)
      .getByText(/Featured image: another image stays/)
      .waitFor();
    await row(TRAM).getByText("Somebody deleted this image here. It stays away.").waitFor();
    expect(await browser.look("23-conflicts")).toEqual([]);
    await button("Publish 1 change").click();
    await page.getByText("1 published · 2 left alone").waitFor();
    expect(await shown()).toMatchObject({
      [BREAD]: { file: "made", alt: "By hand" },
      [MAPS]: { file: "own" },
      [TRAM]: { file: "own" },
    });
  });

  it("overwrites what editors have changed where a person says so, and takes that back", async () => {
    const { page, button } = browser;
    await planAnew();
    await page.getByText("3 with conflicts").waitFor();
    expect(await button("Nothing to publish").isDisabled()).toBe(true);
    await page.getByRole("radio", { name: "overwrite it" }).check();
    await row(BREAD)
      .getByText(/By hand → A loaf/)
      .waitFor();
    await row(MAPS).getByText("Becomes the featured image instead of another one").waitFor();
    await row(TRAM).getByText("Somebody deleted this image here. It comes back.").waitFor();
    expect(await browser.look("24-overwrite")).toEqual([]);
    await button("Publish 3 changes").click();
    await page.getByText("3 published").waitFor();
    expect(await shown()).toEqual({
      [BREAD]: { file: "made", alt: expect.stringMatching(/^A loaf/) },
      [MAPS]: { file: "made", alt: "A better text" },
      [TRAM]: { file: "made", alt: expect.stringContaining("A tram") },
    });
    await button("Undo…").click();
    await button("Undo publication").click();
    await page.getByText("3 undone").waitFor();
    expect(await shown()).toMatchObject({
      [BREAD]: { file: "made", alt: "By hand" },
      [MAPS]: { file: "own" },
      [TRAM]: { file: "own" },
    });
    expect(browser.errors).toEqual([]);
    expect(complaints(site)).toEqual([]);
  });
});

const phpList = (values: readonly (string | number)[]): string =>
  `json_decode('${JSON.stringify(values)}', true)`;
