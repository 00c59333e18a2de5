import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { packPlugin } from "../../connectors/wordpress/plugin/scripts/pack.mjs";
import { browserAvailable } from "../support/browser.ts";
import { wordpressAvailable } from "../support/wordpress/available.ts";
import { type Site, startWordPress } from "../support/wordpress/start-wordpress.ts";
import { type AdminBrowser, imageShown, openAdmin } from "./admin-browser.ts";
import { type PluginHub, startPluginHub, styleName } from "./plugin-hub.ts";
import { complaints } from "./plugin-site.ts";

// A browser, a site, a hub and a sync service share the machine with other tests.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const POSTS = [
  "Ten quiet harbours",
  "A lamp for long evenings",
  "The mug we use every day",
  "Walking boots, mended",
  "Bread from one pan",
  "A tent in the rain",
  "Old maps, new roads",
  "The last tram home",
  "Seeds for a balcony",
  "Letters by hand",
];

const available = wordpressAvailable() && browserAvailable();

describe.skipIf(!available).each(["6.5", "6.6-RC3"] as const)("the plugin's journey on %s", (version) => {
  let site: Site;
  let hub: PluginHub;
  let browser: AdminBrowser;
  const open = (path: string) => browser.open(path);
  const button = (name: string | RegExp) => browser.button(name);
  /** With one WordPress, since it takes a while. */
  const look = async (name: string, part?: string) =>
    expect(version === "6.6-RC3" ? await browser.look(name, part) : []).toEqual([]);
  const thumbnails = async (): Promise<number> =>
    Number(
      await site.eval(`echo count(array_filter(array_map('get_post_thumbnail_id',
      get_posts(['numberposts' => -1, 'post_type' => 'post', 'fields' => 'ids', 'include' => get_option('ten_posts')]))));`),
    );
  const attachments = () =>
    site.eval(
      `echo count(get_posts(['post_type' => 'attachment', 'post_status' => 'any', 'numberposts' => -1]));`,
    );

  beforeAll(async () => {
    [site, hub] = await Promise.all([startWordPress({ version }), startPluginHub({ sync: true })]);
    await site.eval(`$ids = [];
      foreach (json_decode('${JSON.stringify(POSTS)}') as $title) $ids[] = wp_insert_post(['post_title' => $title,
        'post_content' => 'About ' . strtolower($title) . '.', 'post_status' => 'publish', 'post_category' => [1]]);
      update_option('ten_posts', $ids);`);
    browser = await openAdmin(site);
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([site?.stop(), hub?.stop()]);
  });

  it("installs from the ZIP on WordPress's own upload screen", async () => {
    const { page } = browser;
    await open("plugin-install.php?tab=upload");
    await page.setInputFiles("#pluginzip", await packPlugin());
    await page.click("#install-plugin-submit");
    await page.getByRole("link", { name: "Activate Plugin" }).click();
    await page.waitForURL(/plugins\.php/);
    expect(await site.eval("echo implode(',', get_option('active_plugins'));")).toBe("assetql/assetql.php");
    await open("upload.php?page=assetql");
    await page.getByText("No hub yet").waitFor();
    await look("01-no-hub");
  });

  it("is told the hub, and says what is wrong with it in words", async () => {
    const { page } = browser;
    await open("options-general.php?page=assetql-settings");
    await page.getByLabel("Address").first().fill("http://127.0.0.1:9");
    await page.getByLabel("API key").fill("wrong");
    await button("Check connection").click();
    await page.getByText("cannot be reached from this site").first().waitFor();
    await look("02-unreachable");
    await page.getByLabel("Address").first().fill(site.url);
    await button("Check connection").click();
    await page.getByText("is no AssetQL hub").first().waitFor();
    await page.getByLabel("Address").first().fill(hub.url);
    await button("Check connection").click();
    await page.getByText("The hub refuses this site’s API key").first().waitFor();
    await page.getByLabel("API key").fill(await hub.makeKey("viewer"));
    await button("Check connection").click();
    await page.getByText("cannot generate images").first().waitFor();
    await page.getByLabel("API key").fill(hub.adminKey);
    await button("Check connection").click();
    await page.getByText("The hub answers.").first().waitFor();
    await look("03-settings");
  });

  it("connects this site", async () => {
    await button("Connect this site").click();
    await browser.page.getByText(/The hub publishes as admin/).waitFor();
    await look("04-connected");
    const targets = (await hub.client.targets.list({})).items;
    expect(targets).toMatchObject([
      { connector: "wordpress", config: { siteUrl: site.url, placement: "featured" }, hasCredentials: true },
    ]);
  });

  it("makes a batch of ten posts", async () => {
    const { page } = browser;
    await open("upload.php?page=assetql");
    await page.getByLabel(POSTS[0]!).waitFor();
    await look("05-new-batch");
    for (const title of POSTS) await page.getByLabel(title).check();
    await page.getByText("10 posts chosen").waitFor();
    await page.getByLabel("What the images show").fill("A still life about {title}, {categories}");
    await button("Preview").click();
    await page.getByText(`A still life about ${POSTS[0]}, Uncategorized`).waitFor();
    await look("06-preview");
    await button("Start: 10 images").click();
    await page.waitForURL(/#batch\//);
    await look("07-running");
    await page.getByText("10 of 10 images made").waitFor();
    await page.locator(".assetql-card").nth(9).waitFor();
    // They are to be decided about once they are tagged.
    await page.locator(".assetql-card button:disabled").first().waitFor({ state: "detached" });
  });

  it("reviews on a contact sheet, best score first, by mouse and by keyboard", async () => {
    const { page } = browser;
    const scores = await page.locator(".assetql-card .assetql-score").allTextContents();
    const numbers = scores.map((text) => Number.parseInt(text, 10));
    expect(numbers).toEqual([...numbers].sort((one, other) => other - one));
    await imageShown(page.locator(".assetql-card img").first());
    const card = page.locator(".assetql-card");
    await card.nth(0).focus();
    await page.keyboard.press("a");
    await card.nth(0).getByText("Approved").waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("r");
    await card.nth(1).getByText("Rejected").waitFor();
    await look("08-sheet");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await imageShown(page.getByRole("dialog").locator("img"));
    await look("09-dialog", ".assetql-dialog");
    await page.getByRole("dialog").getByLabel("Alternative text").fill("Boats at rest in a small harbour");
    await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
    await page.getByText("2 of 10 approved").waitFor();
    await page.locator(".assetql-card:focus").waitFor();
    await button("Approve the other 8").click();
    await page.getByText("10 of 10 approved").waitFor();
  });

  it("shows the plan, then publishes: the posts have their featured images", async () => {
    const { page } = browser;
    await button("Plan publication…").click();
    await page.waitForURL(/#publication\//);
    await page.getByText("10 new").waitFor();
    for (const title of POSTS) await page.getByRole("link", { name: title }).waitFor();
    expect(await thumbnails()).toBe(0);
    await look("10-plan");
    await button("Publish 10 changes").click();
    await page.getByText("10 published").waitFor();
    await button("Undo…").waitFor();
    await look("11-published");
    expect(await thumbnails()).toBe(10);
    const alts = await site.eval(`global $wpdb; echo $wpdb->get_var(
      "SELECT COUNT(*) FROM $wpdb->postmeta WHERE meta_value = 'Boats at rest in a small harbour'");`);
    expect(alts).toBe("1");
    await page.goto(site.url);
    await browser.shot("12-front");
  });

  it("tells in the media library where an image comes from", async () => {
    const { page } = browser;
    const id = await site.eval("echo get_post_thumbnail_id(get_option('ten_posts')[0]);");
    await open(`upload.php?item=${id}`);
    await page.locator(".assetql-details").getByText(styleName).waitFor();
    await look("13-media", ".assetql-details");
    await open(`post.php?post=${id}&action=edit`);
    await page.locator(".assetql-details").getByText("Style score").waitFor();
    await look("14-attachment", ".assetql-details");
  });

  it("undoes everything", async () => {
    const { page } = browser;
    await open("upload.php?page=assetql#publications");
    await browser.page.locator(".row-title").first().waitFor();
    await look("15-publications");
    await page.locator(".row-title").first().click();
    await button("Undo…").click();
    await look("16-undo");
    await button("Undo publication").click();
    await page.getByText("10 undone").waitFor();
    await look("17-undone");
    expect(await thumbnails()).toBe(0);
    expect(await attachments()).toBe("0");
    await open("upload.php?page=assetql#batches");
    await page.locator(".row-title").first().waitFor();
    await look("18-batches");
  });

  it("disconnects, and never let the browser see the key", async () => {
    await open("options-general.php?page=assetql-settings");
    await button("Disconnect").click();
    await look("19-disconnect");
    await button("Yes, disconnect").click();
    await button("Connect this site").waitFor();
    expect((await hub.client.targets.list({})).items).toEqual([]);
    expect(await site.eval("echo count(WP_Application_Passwords::get_user_application_passwords(1));")).toBe(
      "1",
    );
    expect(await browser.received()).not.toContain(hub.adminKey);
    expect(browser.errors).toEqual([]);
    expect(complaints(site)).toEqual([]);
  });
});
