/**
 * `npm run bench:connectors [-- --assets N] [--json]`: publishing to a real WordPress through the hub, a host and the
 * connector, against a bare loop of the same uploads; and how long a second plan takes that finds nothing to do.
 */
import { createClient } from "@assetql/client";
import { createHost } from "@assetql/connector-sdk";
import type { Publication, Target } from "@assetql/contract";
import { createDoor } from "@assetql/outgoing";
import { wordpressConnector } from "@assetql/wordpress";
import { createFixedGenerator } from "../support/fixed-generator.ts";
import { until } from "../support/until.ts";
import { wordpressUnavailable } from "../support/wordpress/available.ts";
import { startSite } from "../wordpress/real-site.ts";
import { startBenchHub } from "./bench-hub.ts";
import { bareUploads, imageOfBytes, seedAssets } from "./connectors-uploads.ts";
import { type Figure, report, rounded } from "./report.ts";

const CONCURRENCY = 4;
const IMAGE_BYTES = 300_000;
/** The two are measured in turns of as many, so that both meet the same noise. */
const TURN = 125;

const given = process.argv.indexOf("--assets");
const total = given < 0 ? 500 : Number(process.argv[given + 1]);

const unavailable = wordpressUnavailable();
if (unavailable !== undefined) console.error(`skipped: ${unavailable}`);
report("connectors", unavailable === undefined ? await measure() : []);

async function measure(): Promise<Figure[]> {
  const image = await imageOfBytes(IMAGE_BYTES);
  const generator = createFixedGenerator({ image, latencyMs: 0 });
  const [site, hub] = await Promise.all([startSite("6.5", { withPlugin: true }), startBenchHub(generator)]);
  const door = createDoor({ allow: ["127.0.0.1"] });
  const client = createClient({ baseUrl: hub.url, apiKey: hub.apiKey });
  const host = createHost({
    hub: client.work,
    connectors: [wordpressConnector],
    door,
    log: (level, message, fields) => {
      if (level === "error" || level === "warn") console.error(message, fields ?? "");
    },
  });
  try {
    host.start();
    await until(async () => (await client.connectors.list()).find(({ name }) => name === "wordpress"));
    const target = await client.targets.create({
      name: "Bench",
      connector: "wordpress",
      config: { siteUrl: site.url, format: "png" },
      credentials: { username: site.user, applicationPassword: site.applicationPassword },
      pace: { requestsPerSecond: 1_000, burst: 1_000, concurrency: CONCURRENCY },
    });
    const publish = publisher(client, target);
    const { ids, assets } = await seedAssets(hub.core, { image, count: total + TURN });
    const bare = bareUploads(site, { image, assets, concurrency: CONCURRENCY });
    await bare(total, total + TURN);
    await publish(ids.slice(total));
    let [bareMs, oursMs] = [0, 0];
    for (let from = 0; from < total; from += TURN) {
      const to = Math.min(from + TURN, total);
      bareMs += await timed(() => bare(from, to));
      oursMs += await timed(() => publish(ids.slice(from, to)));
    }
    let skipped = 0;
    const planMs = await timed(async () => {
      skipped = (await plan(client, target, ids.slice(0, total))).counts.skip;
    });
    if (skipped !== total) throw new Error(`The second plan skips ${skipped} of ${total}`);
    return [throughput(bareMs, oursMs), secondPlan(planMs, oursMs)];
  } finally {
    await host.stop();
    await door.close();
    await hub.stop();
    await site.stop();
  }
}

function throughput(bareMs: number, oursMs: number): Figure {
  const perSecond = (ms: number): number => rounded((total / ms) * 1_000, 1);
  return {
    name: `throughput of ${total} uploads to WordPress ÷ a bare loop's`,
    ratio: rounded(bareMs / oursMs),
    goal: ">= 0.85",
    pass: bareMs / oursMs >= 0.85,
    detail: {
      uploadsPerSecond: perSecond(oursMs),
      bareUploadsPerSecond: perSecond(bareMs),
      bytesEach: IMAGE_BYTES,
      concurrency: CONCURRENCY,
    },
  };
}

function secondPlan(planMs: number, oursMs: number): Figure {
  return {
    name: `a plan of ${total} skips ÷ their publication`,
    ratio: rounded(planMs / oursMs, 4),
    goal: "< 0.02",
    pass: planMs / oursMs < 0.02,
    detail: { planMs: Math.round(planMs), publicationSeconds: rounded(oursMs / 1_000, 1) },
  };
}

type Client = ReturnType<typeof createClient>;

async function plan(
  client: Client,
  { id: targetId }: Target,
  assetIds: readonly string[],
): Promise<Publication> {
  const created = await client.publications.create({ targetId, assetIds: [...assetIds] });
  return client.publications.wait(created.id, { intervalMs: 50 });
}

/** From the first request to the last receipt: plan and apply. */
function publisher(client: Client, { id: targetId }: Target) {
  return async (assetIds: readonly string[]): Promise<void> => {
    const created = await client.publications.create({ targetId, assetIds: [...assetIds], apply: true });
    let publication = created;
    do publication = await client.publications.wait(created.id, { intervalMs: 50 });
    while (publication.status === "planned");
    const { applied, failed } = publication.counts;
    if (applied !== assetIds.length)
      throw new Error(`${applied} of ${assetIds.length} applied, ${failed} failed`);
  };
}

async function timed(run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
