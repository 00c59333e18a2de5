import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator, Page, Response } from "playwright-core";
import { launchBrowser } from "../support/browser.ts";
import { until } from "../support/until.ts";
import type { Site } from "../support/wordpress/start-wordpress.ts";

export interface AdminBrowser {
  readonly page: Page;
  /** Errors of scripts, and answers of 500 and more but 502, which is the hub failing, of the pages that were open. */
  readonly errors: readonly string[];
  /** The text of everything that the browser has received. */
  received(): Promise<string>;
  /** Saves what the page looks like into the folder that ASSETQL_SCREENSHOTS names, if it does. */
  shot(name: string): Promise<void>;
  close(): Promise<void>;
}

/** A browser that is logged in to the site's administration. */
export async function openAdmin(site: Site, login = { user: site.user, password: site.password }) {
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1360, height: 900 } });
  page.setDefaultTimeout(60_000);
  const errors: string[] = [];
  const texts: Promise<string>[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("response", (response) => {
    if (response.status() >= 500 && response.status() !== 502)
      errors.push(`${response.status()} ${response.url()}`);
    if (isText(response)) texts.push(response.text().catch(() => ""));
  });
  await logIn(page, site, login);
  return adminBrowser({ browser, page, errors, texts });
}

/**
 * Sends the login form without the page: its script moves the focus after 200 ms, and what is typed at that moment
 * lands in the other field. The cookies are the browser's from then on.
 */
async function logIn(page: Page, site: Site, login: { user: string; password: string }): Promise<void> {
  const answer = await page.request.post(`${site.url}/wp-login.php`, {
    form: { log: login.user, pwd: login.password },
  });
  if (!new URL(answer.url()).pathname.startsWith("/wp-admin"))
    throw new Error(`WordPress did not let ${login.user} in: ${answer.status()} ${answer.url()}`);
}

interface Parts {
  readonly browser: Browser;
  readonly page: Page;
  readonly errors: string[];
  readonly texts: Promise<string>[];
}

function adminBrowser({ browser, page, errors, texts }: Parts): AdminBrowser {
  return {
    page,
    errors,
    received: async () => [...(await Promise.all(texts)), await page.content()].join("\n"),
    async shot(name) {
      const folder = process.env.ASSETQL_SCREENSHOTS;
      if (folder === undefined || folder === "") return;
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
    },
    close: () => browser.close(),
  };
}

function isText(response: Response): boolean {
  return (
    /json|html|javascript/.test(response.headers()["content-type"] ?? "") &&
    !response.url().includes("/wp-includes/")
  );
}

/** Waits until the browser has got and drawn an image. */
export async function imageShown(image: Locator): Promise<void> {
  await image.waitFor();
  await until(async () => ((await image.evaluate(naturalWidth)) ? true : undefined));
}

// In the browser, whose types a test of Node does not know.
const naturalWidth = (image: object): boolean => "naturalWidth" in image && Number(image.naturalWidth) > 0;
