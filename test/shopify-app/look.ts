import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { launchBrowser } from "../support/browser.ts";
import { type OpenedApp, openApp } from "./opened-app.ts";
import { openRig } from "./rig.ts";
import { seed } from "./seeds.ts";

const help = `node test/shopify-app/look.ts --path /app/choose [--width 390] [--locale de] [--out /tmp/x.png]
  --build build-mine   a build of yours within apps/shopify; one of the sources as they are unless told
                       (make one by: cd apps/shopify && ASSETQL_SHOPIFY_BUILD=build-mine remix vite:build)
  --seed products=40   products in the shop, 8 unless told; also selection, and style, batch (12 finished images),
                       reviewed or published; paths may then say {selection}, {style}, {batch} and {publication}
  --do script.ts       a module whose default export is given the opened app, before the picture is taken
  --until "words"      waits until these words are seen in the app
  --serve              stays, and takes further lines: <path> [width] [out.png]`;

/** Pixels: of the picture, and of what admin has above the app. */
const TALLEST = 8_000;
const BARS = 200;

const { values } = parseArgs({
  options: {
    path: { type: "string", default: "/app" },
    width: { type: "string", default: "1280" },
    locale: { type: "string", default: "en" },
    out: { type: "string", default: "/tmp/look.png" },
    build: { type: "string" },
    seed: { type: "string", multiple: true, default: [] },
    do: { type: "string" },
    until: { type: "string" },
    serve: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit();
}

const [rig, browser] = await Promise.all([
  openRig(values.build === undefined ? {} : { build: values.build }),
  launchBrowser(),
]);
const seeded = await seed(rig, values.seed).catch(async (error: unknown) => {
  console.error(String(error), "\nThe app's log:\n", rig.app.log());
  await rig.dispose();
  process.exit(1);
});

/** `/app/batches/{batch}/review` with the ids of what was made. */
const filled = (path: string): string =>
  Object.entries(seeded).reduce((text, [name, { id }]) => text.replaceAll(`{${name}}`, id), path);

async function look(path: string, width: number, out: string): Promise<void> {
  const opened = await openApp(browser, rig, { path: filled(path), width, locale: values.locale });
  try {
    if (values.do !== undefined) {
      const script = await import(new URL(values.do, `file://${process.cwd()}/`).href);
      await script.default(opened, rig);
      await opened.settled();
    }
    if (values.until !== undefined) await opened.app.getByText(values.until).first().waitFor();
    await showAll(opened);
    const obstacles = await opened.obstacles();
    console.log(`${out}: ${opened.path()} "${await opened.title()}"`);
    if (await opened.overflows()) console.log("It is wider than its window.");
    for (const obstacle of obstacles) console.log(`axe: ${obstacle}`);
  } finally {
    await opened.page.screenshot({ path: out });
    await opened.close().catch((error: unknown) => console.error(String(error)));
  }
}

/** As tall a window as the app needs to show everything. */
async function showAll({ page, frame, settled }: OpenedApp): Promise<void> {
  const app = await frame();
  const missing = await app.evaluate("document.documentElement.scrollHeight - window.innerHeight");
  const size = page.viewportSize();
  if (size === null || typeof missing !== "number" || missing <= 0) return;
  const height = Math.min(size.height + missing, TALLEST);
  await page.setViewportSize({ ...size, height });
  await app.waitForFunction(`window.innerHeight > ${height - BARS}`);
  await settled();
}

try {
  await look(values.path, Number(values.width), values.out);
  if (values.serve) {
    console.log(`Shopify admin: ${rig.admin.pageOf(values.path)} through the proxy ${rig.admin.proxyUrl}`);
    console.log("Further looks: <path> [width] [out.png]; an empty line ends.");
    for await (const line of createInterface({ input: process.stdin })) {
      const [path, width = values.width, out = values.out] = line.trim().split(/\s+/);
      if (path === undefined || path === "") break;
      await look(path, Number(width), out).catch((error: unknown) => console.error(String(error)));
    }
  }
} catch (error) {
  console.error(String(error), "\nThe app's log:\n", rig.app.log());
  process.exitCode = 1;
} finally {
  await browser.close();
  await rig.dispose();
}
