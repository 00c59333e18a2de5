import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { type Figure, rounded } from "../bench/report.ts";
import { launchBrowser } from "../support/browser.ts";
import { type OpenedApp, openApp, widths } from "./opened-app.ts";
import { openRig } from "./rig.ts";
import { seed } from "./seeds.ts";

/** What Shopify asks of apps that are "Built for Shopify": https://shopify.dev/docs/apps/launch/built-for-shopify */
const LCP_GOAL_MS = 2_500;
const CLS_GOAL = 0.1;
const SLOWER = 4;
const LOADS = 8;

interface Vitals {
  readonly lcpMs: number;
  /** What was painted last and largest. */
  readonly lcpOf: string;
  readonly cls: number;
}

interface Load extends Vitals {
  /** How much longer the same work took, measured. */
  readonly slowedBy: number;
}

interface Script {
  readonly name: string;
  readonly bytes: number;
  readonly gzipped: number;
}

/**
 * How long the first screen takes within Shopify admin, with nothing in the browser's cache and the processor four times
 * slower, and which scripts come with it. Of each measure the 75th percentile of eight loads counts.
 */
export async function measureFirstScreen(): Promise<Figure[]> {
  const [rig, browser] = await Promise.all([openRig(), launchBrowser()]);
  try {
    await seed(rig, ["batch"]);
    const opened = await openApp(browser, rig, { path: "/app" });
    const scripts = await scriptsOf(opened);
    const wide = await loads(opened);
    await opened.close();
    const phone = await openApp(browser, rig, { path: "/app", width: widths.narrow });
    const narrow = await loads(phone);
    await phone.close();
    return [...figuresOf("desk", wide, scripts), ...figuresOf("telephone", narrow, [])];
  } finally {
    await browser.close();
    await rig.dispose();
  }
}

/** Each a load of the frame alone, in a process that the browser keeps and that is slowed down. */
async function loads(opened: OpenedApp): Promise<Load[]> {
  const { page, context } = opened;
  const frame = await opened.frame();
  const session = await context.newCDPSession(frame);
  const before = Number(await frame.evaluate(loop));
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const slowedBy = rounded(Number(await frame.evaluate(loop)) / before, 1);
  const measured: Load[] = [];
  for (let load = 0; load < LOADS; load += 1) {
    await reloadFrame(page);
    await opened.settled();
    const vitals: Vitals = await (await opened.frame()).evaluate(readVitals);
    measured.push({ ...vitals, slowedBy });
  }
  return measured;
}

/** Milliseconds that some work takes when nobody disturbs it: the best of a few. */
const loop: string = `(() => {
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now();
    for (let sum = 0, n = 0; n < 3e7; n += 1) sum += n % 7;
    return performance.now() - start;
  });
  return Math.min(...times);
})()`;

/** As admin opens the app: with a new session token. */
async function reloadFrame(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    const frame = document.getElementById("app");
    frame.removeAttribute("data-loaded");
    const { token } = await (await fetch("/__admin/token", { method: "POST" })).json();
    const address = new URL(frame.src);
    address.searchParams.set("id_token", token);
    frame.src = address.href;
  })()`);
}

const readVitals: string = `(async () => {
  const entriesOf = (type) => new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type, buffered: true });
    // Without entries nothing is told.
    setTimeout(() => resolve([]), 500);
  });
  const painted = (await entriesOf("largest-contentful-paint")).at(-1);
  const shifts = await entriesOf("layout-shift");
  const of = painted?.element;
  return {
    lcpMs: painted?.startTime ?? Infinity,
    lcpOf: of ? of.localName + " " + (of.textContent ?? "").trim().slice(0, 40) : "nothing",
    cls: shifts.filter(({ hadRecentInput }) => !hadRecentInput).reduce((sum, { value }) => sum + value, 0),
  };
})()`;

async function scriptsOf({ page, settled }: OpenedApp): Promise<Script[]> {
  const bodies = new Map<string, Promise<Buffer>>();
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (response.frame() === page.mainFrame() || !pathname.endsWith(".js")) return;
    bodies.set(pathname, response.body());
  });
  await page.reload();
  await settled();
  return Promise.all(
    [...bodies].map(async ([pathname, body]) => {
      const bytes = await body;
      return {
        name: pathname.split("/").at(-1) ?? pathname,
        bytes: bytes.byteLength,
        gzipped: gzipSync(bytes).byteLength,
      };
    }),
  );
}

function figuresOf(place: string, measured: readonly Load[], scripts: readonly Script[]): Figure[] {
  const lcp = atPercentile(measured.map(({ lcpMs }) => lcpMs));
  const cls = atPercentile(measured.map((load) => load.cls));
  return [
    {
      name: `first screen, ${place}: largest contentful paint`,
      ratio: rounded(lcp / LCP_GOAL_MS),
      goal: `≤ 1 × ${LCP_GOAL_MS} ms`,
      pass: lcp <= LCP_GOAL_MS,
      detail: {
        "milliseconds, 75th percentile": Math.round(lcp),
        "milliseconds, each": measured.map(({ lcpMs }) => Math.round(lcpMs)).join(", "),
        "processor slower, measured": measured.at(-1)?.slowedBy ?? 0,
        "painted last": measured.at(-1)?.lcpOf ?? "nothing",
        ...weights(scripts),
      },
    },
    {
      name: `first screen, ${place}: cumulative layout shift`,
      ratio: rounded(cls / CLS_GOAL),
      goal: `≤ 1 × ${CLS_GOAL}`,
      pass: cls <= CLS_GOAL,
      detail: { "75th percentile": rounded(cls) },
    },
  ];
}

const atPercentile = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.75) - 1] ?? Number.POSITIVE_INFINITY;

function weights(scripts: readonly Script[]): Record<string, string> {
  if (scripts.length === 0) return {};
  const text = ({ bytes, gzipped }: Omit<Script, "name">): string =>
    `${rounded(gzipped / 1000, 1)} kB gzipped, ${rounded(bytes / 1000, 1)} kB`;
  const sum = (of: "bytes" | "gzipped"): number => scripts.reduce((total, script) => total + script[of], 0);
  return {
    "scripts, all": text({ bytes: sum("bytes"), gzipped: sum("gzipped") }),
    ...Object.fromEntries(
      scripts
        .toSorted((a, b) => b.gzipped - a.gzipped)
        .map((script) => [`script ${script.name}`, text(script)]),
    ),
  };
}
