/**
 * `npm run bench:shopify [-- --assets N] [--json]`: publishing images into a shop of 100 points a second, through the
 * hub, a host and the connector. The shop is the fake, which counts points as Shopify does; what is measured is how near
 * the connector comes to the time that the points alone take, and how few points it needs.
 * `npm run bench:shopify -- first-screen`: what the first screen of the app weighs and how long it takes.
 */
import { createClient } from "@assetql/client";
import { createHost } from "@assetql/connector-sdk";
import type { Target } from "@assetql/contract";
import { createShopifyConnector } from "@assetql/shopify";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { addProduct, type FakeShopify, startShopify } from "../support/shopify/index.ts";
import { until } from "../support/until.ts";
import { startBenchHub } from "./bench-hub.ts";
import { seedAssets } from "./connectors-uploads.ts";
import { type Figure, report, rounded } from "./report.ts";

const RATE = 100;
const BUCKET = 2_000;
const GOAL = 1.15;
/** Of an answer of the Admin API, so that calls meet each other as they do there. */
const LATENCY_MS = 200;

interface Scenario {
  readonly name: string;
  readonly config: Readonly<Record<string, string>>;
  /** Images of each product. */
  readonly perProduct: number;
  readonly itemId: (product: string, image: number) => string;
  /** Points per image that nobody can do without: what the files take, and a mutation of each product. */
  readonly leastPerImage: number;
}

const COLOURS = ["Red", "Blue", "Green", "Oak"];
const SIZES = ["S", "M", "L"];
/**
 * As recorded of a real shop (`test/support/shopify/cost.ts`): `stagedUploadsCreate` 11, `fileCreate` 20, `fileUpdate`
 * 10 and a look at whether they are ready 1, each for up to 250 files at once.
 */
const FILES = (11 + 20 + 10 + 1) / 250;
/** Whatever it changes of one product: the order of its media, or what its variants show. */
const MUTATION = 10;

const scenarios: readonly Scenario[] = [
  {
    name: "one image a product, in front of those it has",
    config: { placement: "first" },
    perProduct: 1,
    itemId: (product) => `product/${product}`,
    leastPerImage: FILES + MUTATION,
  },
  {
    name: "one image a colour, shown by its three sizes",
    config: { variantImages: "all" },
    perProduct: COLOURS.length,
    itemId: (product, image) => `colour/${product}/Color=${COLOURS[image % COLOURS.length]}`,
    leastPerImage: FILES + MUTATION / COLOURS.length,
  },
];

async function measure(scenario: Scenario, total: number): Promise<Figure[]> {
  const image = new Uint8Array(await preparedImage(256));
  const [shopify, hub] = await Promise.all([
    startShopify({ restoreRate: RATE, bucket: BUCKET, latencyMs: LATENCY_MS }),
    startBenchHub(createFixedGenerator({ image, latencyMs: 0 })),
  ]);
  const products = stock(shopify, Math.ceil(total / scenario.perProduct));
  const client = createClient({ baseUrl: hub.url, apiKey: hub.apiKey });
  const { token } = shopify.issueToken();
  const host = createHost({
    hub: client.work,
    connectors: [createShopifyConnector()],
    door: shopify.door,
    credentials: async () => ({ accessToken: token }),
    log: (level, message, fields) => {
      if (level === "error" || level === "warn") console.error(message, fields ?? "");
    },
  });
  try {
    host.start();
    await until(async () => (await client.connectors.list()).find(({ name }) => name === "shopify"));
    const config = { shop: shopify.shop, ...scenario.config };
    const target = await client.targets.create({ name: "Bench", connector: "shopify", config });
    const itemOf = (index: number) => {
      const product = products[Math.floor(index / scenario.perProduct)] ?? "";
      return { targetId: target.id, itemId: scenario.itemId(product, index) };
    };
    const { ids } = await seedAssets(hub.core, { image, count: total, itemOf });
    return await publish(scenario, { client, shopify, target, ids });
  } finally {
    await host.stop();
    await hub.stop();
    await shopify.stop();
  }
}

/** Points an image, the dearest operation first. */
function pointsByOperation(calls: FakeShopify["calls"], images: number): string {
  const sums = new Map<string, number>();
  for (const { name, actualCost } of calls) sums.set(name ?? "?", (sums.get(name ?? "?") ?? 0) + actualCost);
  return [...sums]
    .toSorted(([, one], [, other]) => other - one)
    .map(([name, points]) => `${name} ${rounded(points / images, 2)}`)
    .join(", ");
}

/** Products with an image and a colour in three sizes each, as a shop has them. */
const stock = ({ state }: FakeShopify, count: number): string[] =>
  Array.from(
    { length: count },
    (_, index) =>
      addProduct(state, {
        title: `Mug ${index}`,
        media: [{}, {}],
        options: [
          { name: "Color", values: COLOURS },
          { name: "Size", values: SIZES },
        ],
      }).id,
  );

interface Parts {
  readonly client: ReturnType<typeof createClient>;
  readonly shopify: FakeShopify;
  readonly target: Target;
  readonly ids: readonly string[];
}

async function publish(scenario: Scenario, { client, shopify, target, ids }: Parts): Promise<Figure[]> {
  const planned = await client.publications.create({ targetId: target.id, assetIds: [...ids] });
  await client.publications.wait(planned.id, { intervalMs: 50 });
  const before = shopify.calls.length;
  const started = performance.now();
  await client.publications.apply(planned.id);
  const done = await client.publications.wait(planned.id, { intervalMs: 50 });
  const seconds = (performance.now() - started) / 1_000;
  if (done.counts.applied !== ids.length) {
    throw new Error(`${done.counts.applied} of ${ids.length} applied, ${done.counts.failed} failed`);
  }
  const calls = shopify.calls.slice(before);
  const points = calls.reduce((sum, { actualCost }) => sum + actualCost, 0);
  const throttled = calls.filter(({ outcome }) => outcome === "THROTTLED").length;
  const alone = Math.max(0, points - BUCKET) / RATE;
  const ratio = alone === 0 ? 0 : seconds / alone;
  const perImage = points / ids.length;
  return [
    {
      name: `${ids.length} images, ${scenario.name}: time ÷ what the points take alone`,
      ratio: rounded(ratio),
      goal: `<= ${GOAL}`,
      pass: alone === 0 || ratio <= GOAL,
      detail: { seconds: rounded(seconds, 1), pointsSeconds: rounded(alone, 1), points, throttled },
    },
    {
      name: `${ids.length} images, ${scenario.name}: points an image ÷ the least`,
      ratio: rounded(perImage / scenario.leastPerImage),
      goal: "none, reported",
      pass: true,
      detail: {
        pointsPerImage: rounded(perImage, 2),
        leastPointsPerImage: rounded(scenario.leastPerImage, 2),
        calls: calls.length,
        byOperation: pointsByOperation(calls, ids.length),
      },
    },
  ];
}

if (process.argv.includes("first-screen")) {
  const { measureFirstScreen } = await import("../shopify-app/first-screen.ts");
  report("shopify", await measureFirstScreen());
} else {
  const given = process.argv.indexOf("--assets");
  const total = given < 0 ? 500 : Number(process.argv[given + 1]);
  const figures: Figure[] = [];
  for (const scenario of scenarios) figures.push(...(await measure(scenario, total)));
  report("shopify", figures);
}
