import type { Browser, FrameLocator, Locator } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { listening } from "./listening.ts";
import { type OpenedApp, type OpenOptions, openApp } from "./opened-app.ts";
import { openRig, type Rig, type RigOptions } from "./rig.ts";
import { tallPicture } from "./tall-picture.ts";

interface ScreenOptions {
  /** Of its pictures. */
  readonly name: string;
  /** Where it is, within the app. */
  readonly path: string;
  readonly rig?: RigOptions;
  /** Before anything is opened. */
  readonly prepare?: (rig: Rig) => Promise<void>;
}

export interface Screen {
  readonly rig: Rig;
  readonly browser: Browser;
  /** What was opened last. */
  readonly opened: OpenedApp;
  /** Loads the screen, or another path, anew, and waits until it listens: in the same window if it is to be like it. */
  open(options?: OpenOptions): Promise<OpenedApp>;
  /** Takes a picture, and finds nothing in the way of anybody. */
  look(name: string): Promise<void>;
  /** For locators within the app. */
  app(): FrameLocator;
  button(name: string): Locator;
  /** Waits for a text of exactly these words. */
  words(text: string): Promise<void>;
}

/** Around the tests of one screen: a rig, a browser and a window for all of them, which are closed after the last. */
export function aroundScreen({ name, path: home, rig: options, prepare }: ScreenOptions): Screen {
  let rig: Rig;
  let browser: Browser;
  let opened: OpenedApp | undefined;
  let looks = "";
  beforeAll(async () => {
    [rig, browser] = await Promise.all([openRig(options), launchBrowser()]);
    await prepare?.(rig);
  });
  const close = async (): Promise<void> => {
    const last = opened;
    opened = undefined;
    await last?.close();
  };
  afterAll(async () => {
    try {
      await close();
    } finally {
      await browser?.close();
      await rig?.dispose();
    }
  });
  const window = (): OpenedApp => {
    if (opened === undefined) throw new Error("Nothing was opened yet");
    return opened;
  };
  return {
    get rig() {
      return rig;
    },
    get browser() {
      return browser;
    },
    get opened() {
      return window();
    },
    async open({ path = home, ...like } = {}) {
      const wanted = JSON.stringify(like);
      if (wanted !== looks) await close();
      if (opened === undefined) opened = await openApp(browser, rig, { path, ...like });
      else await opened.goTo(path);
      looks = wanted;
      return listening(opened);
    },
    async look(of) {
      await tallPicture(window(), `${name}-${of}`);
      expect([of, ...(await window().obstacles())]).toEqual([of]);
      expect([of, await window().overflows()]).toEqual([of, false]);
    },
    app: () => window().app,
    button: (words) => window().app.getByRole("button", { name: words, exact: true }),
    words: (text) => window().app.getByText(text, { exact: true }).waitFor(),
  };
}
