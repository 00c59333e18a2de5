import type { Browser, Locator, Page, Response } from "playwright-core";
import { launchBrowser } from "../support/browser.ts";
import { obstacles } from "../support/obstacles.ts";
import { keepScreenshot } from "../support/screenshot.ts";
import { until } from "../support/until.ts";
import type { Site } from "../support/wordpress/start-wordpress.ts";

/** Windows that editors have: on a desk, and a telephone's. */
export const windows = {
  desk: { width: 1360, height: 900 },
  telephone: { width: 390, height: 844 },
} as const;
export type Window = keyof typeof windows;

export interface AdminBrowser {
  readonly page: Page;
  /** Loads a page of the administration, also where only what is behind # is new. */
  open(path: string): Promise<void>;
  button(name: string | RegExp): Locator;
  /** Errors of scripts, and answers of 500 and more but 502, which is the hub failing, of the pages that were open. */
  readonly errors: readonly string[];
  /** The text of everything that the browser has received. */
  received(): Promise<string>;
  /** Saves what the page looks like into the folder that ASSETQL_SCREENSHOTS names, if it does. */
  shot(name: string): Promise<void>;
  /**
   * What keeps people from using our part of the page, in every window it is to be used in: what axe finds, and a page
   * wider than the window. Saves what each looks like.
   */
  look(name: string, part?: string, inWindows?: readonly Window[]): Promise<string[]>;
  close(): Promise<void>;
}

/** A browser that is logged in to the site's administration. */
export async function openAdmin(site: Site, login = { user: site.user, password: site.password }) {
  const browser = await launchBrowser();
  const context = await browser.newContext({ viewport: windows.desk, reducedMotion: "reduce" });
  const page = await context.newPage();
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
  return adminBrowser({ site, browser, page, errors, texts });
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
  readonly site: Site;
  readonly browser: Browser;
  readonly page: Page;
  readonly errors: string[];
  readonly texts: Promise<string>[];
}

function adminBrowser({ site, browser, page, errors, texts }: Parts): AdminBrowser {
  const shot = (name: string) => keepScreenshot(page, name, { fullPage: true });
  return {
    page,
    async open(path) {
      await page.goto("about:blank");
      await page.goto(`${site.url}/wp-admin/${path}`);
    },
    button: (name) => page.getByRole("button", { name }),
    errors,
    received: async () => [...(await Promise.all(texts)), await page.content()].join("\n"),
    shot,
    async look(name, part = "#assetql-root", inWindows = ["desk", "telephone"]) {
      const found: string[] = [];
      for (const window of inWindows) {
        await page.setViewportSize(windows[window]);
        const wrong = await obstacles(page, part);
        if (await page.evaluate(isTooWide)) wrong.push("The page is wider than the window");
        found.push(...wrong.map((words) => `${window}: ${words}`));
        await shot(window === "desk" ? name : `${name}-${window}`);
      }
      await page.setViewportSize(windows.desk);
      return found;
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

function isTooWide(): boolean {
  const { scrollWidth, clientWidth } = Reflect.get(globalThis, "document").documentElement;
  return scrollWidth > clientWidth;
}
