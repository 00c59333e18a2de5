import { screenshotsFolder } from "../support/screenshot.ts";
import type { OpenedApp } from "./opened-app.ts";

const TALLEST = 6_000;

/**
 * A picture of everything on a page, for people to look at: written only where ASSETQL_SCREENSHOTS names a folder. The
 * window is as tall as the page while it is taken.
 */
export async function tallPicture(opened: OpenedApp, name: string): Promise<void> {
  const size = opened.page.viewportSize();
  if (screenshotsFolder() === undefined || size === null) return;
  const frame = await opened.frame();
  const missing = Number(await frame.evaluate("document.documentElement.scrollHeight - window.innerHeight"));
  await opened.page.setViewportSize({ ...size, height: Math.min(size.height + missing, TALLEST) });
  await opened.settled();
  await opened.screenshot(name);
  await opened.page.setViewportSize(size);
}
