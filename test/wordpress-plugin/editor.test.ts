import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { browserAvailable } from "../support/browser.ts";
import { until } from "../support/until.ts";
import { wordpressAvailable } from "../support/wordpress/available.ts";
import type { Site } from "../support/wordpress/start-wordpress.ts";
import { type AdminBrowser, imageShown, openAdmin, windows } from "./admin-browser.ts";
import { type PluginHub, startPluginHub } from "./plugin-hub.ts";
import { complaints, startPluginSite } from "./plugin-site.ts";

// A browser, a site and a hub share the machine with other tests.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const available = wordpressAvailable() && browserAvailable();

describe.skipIf(!available).each(["6.2", "6.5", "6.6-RC3"] as const)(
  "the editor's panel on %s",
  (version) => {
    let site: Site;
    let hub: PluginHub;
    let browser: AdminBrowser;
    const panel = () => browser.page.locator(".assetql-panel");
    const button = (name: string) => panel().getByRole("button", { name });

    beforeAll(async () => {
      hub = await startPluginHub({ sync: false });
      const constants = {
        ASSETQL_HUB_URL: hub.url,
        ASSETQL_API_KEY: await hub.makeKey("creator"),
        // What is saved is looked at: on a slow machine the editor would have saved by itself.
        AUTOSAVE_INTERVAL: "3600",
      };
      site = await startPluginSite({ version, constants });
      browser = await openAdmin(site);
    });
    afterAll(async () => {
      await browser?.close();
      await Promise.all([site?.stop(), hub?.stop()]);
    });

    it("makes an image for a post that is being written, and features it", async () => {
      const { page } = browser;
      await openNewPost(browser);
      await writeTitle(page, "A lighthouse at noon");
      await button("Generate image").click();
      await imageShown(panel().locator(".assetql-preview-image img"));
      expect(await panel().getByLabel("Alternative text").inputValue()).toContain("lighthouse");
      await browser.shot(`editor-${version}`);
      await panel().getByLabel("Alternative text").fill("x".repeat(126));
      await panel().getByText("1 character too long.").waitFor();
      expect(await button("Set as featured image").isDisabled()).toBe(true);
      await panel().getByLabel("Alternative text").fill("A white lighthouse under a high sun");
      await button("Set as featured image").click();
      await panel().getByText("It is the featured image.").waitFor();
      await button("Insert into the text").click();
      await panel().getByText("The image is in the text.").waitFor();
      const edited = await page.evaluate(editedPost);
      expect(edited).toMatchObject({ blocks: ["core/image"], saved: 0 });
      const id = Number(edited.featured);
      expect(await site.eval(`echo get_post_meta(${id}, '_wp_attachment_image_alt', true);`)).toBe(
        "A white lighthouse under a high sun",
      );
      expect(
        await site.eval(`echo count(get_posts(['post_type' => 'attachment', 'post_status' => 'any']));`),
      ).toBe("1");
      const assets = (await hub.client.assets.list({})).items;
      expect(assets).toMatchObject([{ review: "approved", altText: "A white lighthouse under a high sun" }]);
      await browser.shot(`editor-kept-${version}`);
    });

    it("makes another one with a note, of the same asset", async () => {
      await panel().getByLabel("What should be different?").fill("at dusk");
      const before = await panel().locator(".assetql-preview-image img").getAttribute("src");
      await button("Make a new one").click();
      await browser.page.waitForFunction(
        ([selector, old]) => {
          const shown = Reflect.get(globalThis, "document").querySelector(selector);
          return shown !== null && shown.getAttribute("src") !== old;
        },
        [".assetql-preview-image img", before],
      );
      const assets = (await hub.client.assets.list({})).items;
      expect(assets).toMatchObject([{ version: 2 }]);
    });

    // The newest alone: our panel is the same in all of them, and what is around it is theirs.
    if (version === "6.6-RC3") {
      it("can be used at a desk and on a telephone", async () => {
        const { page } = browser;
        expect(await browser.look("editor-panel", ".assetql-panel", ["desk"])).toEqual([]);
        await page.setViewportSize(windows.telephone);
        // There it hides the text, and is closed until somebody asks for it.
        await page.evaluate(withoutGuide);
        await panel().scrollIntoViewIfNeeded();
        await imageShown(panel().locator(".assetql-preview-image img"));
        expect(await browser.look("editor-panel", ".assetql-panel", ["telephone"])).toEqual([]);
      });
    }

    it("has thrown no errors, and PHP has complained of nothing", () => {
      expect(browser.errors).toEqual([]);
      expect(complaints(site)).toEqual([]);
    });
  },
);

async function openNewPost({ page, open }: AdminBrowser): Promise<void> {
  await open("post-new.php");
  await page.locator(".block-editor-writing-flow, iframe[name=editor-canvas]").first().waitFor();
  await page.evaluate(withoutGuide);
  const toggle = page.locator(".assetql-panel .components-panel__body-toggle");
  await toggle.waitFor();
  if ((await toggle.getAttribute("aria-expanded")) === "false") await toggle.click();
  await page.locator(".assetql-panel .assetql-generator").waitFor();
}

/** Newer editors draw the text in a frame of its own, some of them a moment after they have drawn it without. */
async function writeTitle(page: Page, title: string): Promise<void> {
  const places = [page, page.frameLocator("iframe[name=editor-canvas]")];
  await until(async () => {
    for (const place of places) {
      const field = place.getByRole("textbox", { name: "Add title" });
      if (await field.isVisible()) await field.fill(title);
    }
    return (await page.evaluate(editedPost)).title === title ? true : undefined;
  });
}

// In the page, whose `wp` a test of Node does not know.
function withoutGuide(): void {
  const { data } = Reflect.get(globalThis, "wp");
  data.dispatch("core/preferences").set("core/edit-post", "welcomeGuide", false);
  data.dispatch("core/edit-post").openGeneralSidebar("edit-post/document");
}

function editedPost(): { title: unknown; featured: unknown; saved: unknown; blocks: string[] } {
  const { data } = Reflect.get(globalThis, "wp");
  const editor = data.select("core/editor");
  return {
    title: editor.getEditedPostAttribute("title"),
    featured: editor.getEditedPostAttribute("featured_media"),
    saved: editor.getCurrentPostAttribute("featured_media"),
    blocks: data
      .select("core/block-editor")
      .getBlocks()
      .map((block: { name: string }) => block.name),
  };
}
