import type { Browser, BrowserContext, Frame, FrameLocator, Locator, Page } from "playwright-core";
import { keepScreenshot } from "../support/screenshot.ts";
import type { AdminUser } from "../support/shopify/admin/session-tokens.ts";
import type { ShopifyAdmin } from "../support/shopify/admin/shopify-admin.ts";
import { frameObstacles } from "./frame-obstacles.ts";
import { leaksIn } from "./leaks.ts";
import { sasha } from "./rig.ts";

/** What merchants have on their desks, and a telephone. */
export const widths = { wide: 1_280, narrow: 390 } as const;

/** What a window needs to know of a rig. */
export interface Around {
  readonly admin: ShopifyAdmin;
  readonly app: { readonly log: () => string };
}

export interface OpenOptions {
  /** Within the app. */
  readonly path?: string;
  readonly width?: number;
  readonly user?: AdminUser;
  /** In place of the user's. */
  readonly locale?: string;
}

export interface OpenedApp {
  readonly page: Page;
  readonly context: BrowserContext;
  /** For locators within the app. */
  readonly app: FrameLocator;
  /** For scripts within the app. */
  frame(): Promise<Frame>;
  /** Where the app is, as admin's own address shows it: `/app/choose?x=1`. */
  path(): string;
  title(): Promise<string>;
  /** The messages of all toasts so far. */
  toasts(): Promise<readonly string[]>;
  readonly saveBar: { readonly bar: Locator; save(): Promise<void>; discard(): Promise<void> };
  /** Picks in the open resource picker: products, variants or collections by their titles. */
  pick(...titles: readonly string[]): Promise<void>;
  /** Follows a link of the app's menu in Shopify admin. */
  menu(name: string): Promise<void>;
  /** Waits until the app has loaded and is not busy. */
  settled(): Promise<void>;
  /** Loads admin anew at a path of the app. */
  goTo(path: string): Promise<void>;
  obstacles(): Promise<string[]>;
  overflows(): Promise<boolean>;
  /** For people to look at: written only where ASSETQL_SCREENSHOTS names a folder. */
  screenshot(name: string): Promise<void>;
  /** What went wrong so far is forgotten, where it is the test's own doing. */
  forgive(): void;
  /**
   * Throws when the page or the console reported errors, unknown hosts were asked for, or the app's log has what must
   * not be in it.
   */
  close(): Promise<void>;
}

/** A browser window of Shopify admin with the app in it. */
export async function openApp(browser: Browser, rig: Around, options: OpenOptions = {}): Promise<OpenedApp> {
  const { path = "/app", width = widths.wide } = options;
  const user = {
    ...(options.user ?? sasha),
    ...(options.locale === undefined ? {} : { locale: options.locale }),
  };
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    proxy: { server: rig.admin.proxyUrl },
    // The app's package takes headless Chromium for a robot.
    userAgent: userAgentOf(browser),
    locale: user.locale,
    reducedMotion: "reduce",
  });
  await context.addCookies([{ ...rig.admin.signIn(user), httpOnly: true, secure: true, sameSite: "Lax" }]);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const wrong = watch(page);
  const opened = openedApp({ page, context, rig, wrong, user });
  try {
    await opened.goTo(path);
    return opened;
  } catch (error) {
    const text = await opened.app
      .locator("body")
      .textContent({ timeout: 1_000 })
      .catch(() => "nothing");
    await context.close();
    throw new Error([`${path} did not load, and shows: ${text}`, ...wrong, rig.app.log()].join("\n"), {
      cause: error,
    });
  }
}

/** Everything that can be seen is there and drawn, sizes that are measured first included. */
const painted = `(async () => {
  const seen = [...document.images].filter(({ loading }) => loading !== "lazy");
  await Promise.all(seen.map((image) => image.decode().catch(() => undefined)));
  await document.fonts.ready;
  for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
})()`;

const userAgentOf = (browser: Browser): string =>
  `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${browser.version().split(".")[0]}.0.0.0 Safari/537.36`;

// What Remix prints when a merchant goes on while the answer for the page before is still arriving; they see nothing.
const leftBehind = "AbortError: signal is aborted without reason";

function watch(page: Page): string[] {
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(`Thrown in the page: ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith(leftBehind))
      wrong.push(`On the console: ${message.text()} (${message.location().url})`);
  });
  return wrong;
}

interface Parts {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly rig: Around;
  readonly wrong: string[];
  readonly user: AdminUser;
}

function openedApp({ page, context, rig, wrong, user }: Parts): OpenedApp {
  const app = page.frameLocator("#app");
  let refusedBefore = rig.admin.refused.length;
  const base = new URL(rig.admin.pageOf("")).pathname;
  const frame = async (): Promise<Frame> => {
    const handle = await page.locator("#app").elementHandle();
    const found = await handle?.contentFrame();
    if (found == null) throw new Error("There is no frame with the app");
    return found;
  };
  const settled = async (): Promise<void> => {
    await page.locator("#app[data-loaded]").waitFor();
    await page.locator("#loading").waitFor({ state: "hidden" });
    await (await frame()).evaluate(painted);
  };
  return {
    page,
    context,
    app,
    frame,
    settled,
    path() {
      const { pathname, search } = new URL(page.url());
      return `${pathname.slice(base.length) || "/"}${search}`;
    },
    title: async () => (await page.locator("#title").textContent()) ?? "",
    toasts: () => page.evaluate("window.shownToasts.map(({ message }) => message)"),
    saveBar: {
      bar: page.locator("#save-bar"),
      save: () => page.locator("#save-bar").getByRole("button", { name: "Save" }).click(),
      discard: () => page.locator("#save-bar").getByRole("button", { name: "Discard" }).click(),
    },
    async pick(...titles) {
      const picker = page.locator("dialog.picker");
      for (const title of titles)
        await picker.getByRole("checkbox", { name: title, exact: true }).first().check();
      await picker.locator("footer button.primary").click();
      await picker.waitFor({ state: "detached" });
    },
    async menu(name) {
      if ((page.viewportSize()?.width ?? 0) <= 768) await page.locator("#menu-button").click();
      await page.locator("#app-nav").getByRole("link", { name }).click();
    },
    async goTo(path) {
      await page.goto(rig.admin.pageOf(path));
      await settled();
    },
    // The page around the app is ours, and no part of what is tested.
    obstacles: async () => frameObstacles(await frame()),
    async overflows() {
      const script = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
      return (await (await frame()).evaluate(script)) === true;
    },
    screenshot: (name) => keepScreenshot(page, `shopify-${name}`),
    forgive() {
      wrong.length = 0;
      refusedBefore = rig.admin.refused.length;
    },
    async close() {
      await context.close();
      const refused = rig.admin.refused.slice(refusedBefore).map((host) => `Unknown host: ${host}`);
      const leaks = leaksIn(rig.app.log(), [user.firstName, user.lastName, user.email]);
      const all = [...wrong, ...refused, ...leaks.map((leak) => `In the app's log: ${leak}`)];
      if (all.length > 0) throw new Error(`${all.join("\n")}\nThe app's log:\n${rig.app.log()}`);
    },
  };
}
