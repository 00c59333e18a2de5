import { join } from "node:path";
import type { Page } from "playwright-core";

/** Where pictures for people to look at are kept; nowhere unless ASSETQL_SCREENSHOTS names a folder. */
export const screenshotsFolder = (): string | undefined => process.env.ASSETQL_SCREENSHOTS || undefined;

/** A picture for people to look at, of what the window shows or of the whole page. */
export async function keepScreenshot(page: Page, name: string, { fullPage = false } = {}): Promise<void> {
  const folder = screenshotsFolder();
  if (folder === undefined) return;
  // Bars that stay in place would be drawn in the middle.
  if (fullPage) await page.evaluate("scrollTo(0, 0)");
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
}
