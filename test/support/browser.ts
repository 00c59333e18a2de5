import { type Browser, chromium } from "playwright-core";
import { programOnPath, skippedBecause } from "./programs.ts";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];

/** What keeps a browser quiet and quick on a machine without a screen, a sandbox or an internet. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Tests vouch for their own servers. Playwright's `ignoreHTTPSErrors` lets each connection fail first and asks again:
  // a page of fifty files connects a hundred times, and now and then Chromium gives a request up (TOO_MANY_RETRIES).
  "--ignore-certificate-errors",
];

/** For `describe.skipIf(!browserAvailable())`: says on the console why not; throws where programs are required. */
export function browserAvailable(): boolean {
  const found = programOnPath(...names);
  return !skippedBecause(
    "tests in a real browser",
    found === undefined ? "Chromium is not installed" : undefined,
  );
}

/** A headless Chromium of this machine. Close it at the end. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = programOnPath(...names);
  if (executablePath === undefined) throw new Error("Chromium is not installed");
  return chromium.launch({ executablePath, args: flags });
}
