import type { Browser, BrowserContext, Page } from "playwright-core";
import { obstacles as obstaclesIn } from "../support/obstacles.ts";
import { keepScreenshot } from "../support/screenshot.ts";
import { ContentfulHost } from "./host/contentful-host.ts";
import { type HostState, newHostState } from "./host/state.ts";
import type { Rig } from "./rig.ts";

/** What Contentful's editors have on their desks, and a telephone. */
export const widths = { wide: 1_280, narrow: 390 } as const;

export interface OpenedApp {
  readonly page: Page;
  readonly host: ContentfulHost;
  readonly state: HostState;
  close(): Promise<void>;
}

/** The app as it is once an admin has set it up. */
export const installed = (rig: Rig, changes: object = {}): HostState["installation"] => ({
  parameters: {
    syncService: rig.service.url,
    placements: [{ contentTypeId: "article", fieldId: "heroImage" }],
    styleProfileId: rig.style.id,
    template: "{title}: {summary}",
    ...changes,
  },
  targetState: { EditorInterface: { article: { sidebar: { position: 1 } } } },
});

/** A window of Contentful's web app; whatever the app throws fails the test that closes it. */
export async function openApp(
  browser: Browser,
  rig: Rig,
  options: { installation?: HostState["installation"]; width?: number } = {},
): Promise<OpenedApp> {
  const { installation = null, width = widths.wide } = options;
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height: 900 },
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const thrown: string[] = [];
  page.on("pageerror", (error) => thrown.push(error.message));
  const state = newHostState(rig.contentful, rig.signingSecret);
  state.installation = installation;
  const host = await ContentfulHost.open({ page, state, appUrl: rig.appUrl, hostUrl: rig.hostUrl });
  return {
    page,
    host,
    state,
    async close() {
      await context.close();
      const wrong = [...thrown, ...state.unknown.map((method) => `The host does not know ${method}`)];
      if (wrong.length > 0) throw new Error(wrong.join("\n"));
    },
  };
}

/**
 * What axe finds in the app's windows that keeps people from using it. The page around the app is ours, and no part
 * of what is tested.
 */
export const obstacles = (page: Page): Promise<string[]> => obstaclesIn(page, "iframe");

/** Whether the app is wider than its window, so that people have to scroll sideways. */
export const overflows = (frame: { evaluate: (script: string) => Promise<unknown> }): Promise<unknown> =>
  frame.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");

export const screenshot = (page: Page, name: string): Promise<void> =>
  keepScreenshot(page, `contentful-${name}`);
