import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { until } from "../support/until.ts";
import { wordpressAvailable } from "../support/wordpress/available.ts";
import type { Site } from "../support/wordpress/start-wordpress.ts";
import { openDoor } from "./door.ts";
import { sha256 } from "./images.ts";
import { type PluginHub, startPluginHub } from "./plugin-hub.ts";
import { complaints, startPluginSite } from "./plugin-site.ts";

// The first to start a WordPress of a version unpacks and installs it, beside other tests.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const batchSchema = z.object({ id: z.string(), status: z.string(), completedTasks: z.int() });
const assetsSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      prompt: z.string(),
      status: z.string(),
      metadata: z.record(z.string(), z.string()),
      urls: z.object({ image: z.url(), thumbnail: z.url() }),
    }),
  ),
});

describe.skipIf(!wordpressAvailable())("batches of posts", () => {
  let site: Site;
  let hub: PluginHub;
  let door: ReturnType<typeof openDoor>;
  let styleProfileId: string;
  let posts: number[];

  beforeAll(async () => {
    [site, hub] = await Promise.all([startPluginSite({ version: "6.5" }), startPluginHub({ sync: false })]);
    door = openDoor(site);
    await door.json("POST", "/settings", { hubUrl: hub.url, apiKey: await hub.makeKey("creator") });
    styleProfileId = (await hub.client.styles.list({})).items[0]?.id ?? "";
    posts = z.array(z.int()).parse(
      JSON.parse(
        await site.eval(`
          $category = wp_insert_term('Tea, coffee & more', 'category')['term_id'];
          $one = wp_insert_post(['post_title' => 'A "quoted", <b>bold</b> & slashed title', 'post_status' => 'publish',
            'post_content' => "First line\\nsecond [gallery] line", 'post_category' => [$category], 'tags_input' => ['x', 'y']]);
          $two = wp_insert_post(['post_title' => 'Draft', 'post_status' => 'draft', 'post_excerpt' => 'Own words']);
          echo json_encode([$one, $two]);`),
      ),
    );
  });
  afterAll(async () => {
    const said = site === undefined ? [] : complaints(site);
    await Promise.all([site?.stop(), hub?.stop()]);
    expect(said).toEqual([]);
  });

  it("list posts that lack an image, by word and by page", async () => {
    const all = await door.send("GET", "/posts?withoutImage=true&perPage=2");
    expect(all.json).toMatchObject({ total: 3, pages: 2 });
    expect((await door.send("GET", "/posts?search=quoted")).json).toMatchObject({
      items: [{ id: posts[0], title: "A “quoted”, bold & slashed title", categories: "Tea, coffee & more" }],
    });
    expect((await door.send("GET", `/posts?include=${posts.join(",")}`)).json).toMatchObject({ total: 2 });
    expect((await door.send("GET", "/posts?perPage=1000")).status).toBe(400);
  });

  it("preview prompts with the fields of posts", async () => {
    const template = "{title}; {excerpt}; {categories}; {tags|none}; {content|none}";
    const preview = await door.json("POST", "/batches/preview", { styleProfileId, template, postIds: posts });
    expect(preview.json).toMatchObject({
      valid: true,
      totalTasks: 2,
      prompts: [
        {
          prompt:
            'A "quoted", bold & slashed title; First line second line; Tea, coffee & more; x, y; First line second line',
        },
        { prompt: "Draft; Own words; Uncategorized; none; none" },
      ],
      estimatedCost: { currency: "USD" },
    });
    const wrong = await door.json("POST", "/batches/preview", {
      styleProfileId,
      template: "{nope}",
      postIds: posts,
    });
    expect(wrong.json).toMatchObject({ valid: false });
    expect((await door.json("POST", "/batches/preview", { styleProfileId, template })).problem().code).toBe(
      "assetql_rows_missing",
    );
  });

  it("run on the hub, know their posts, and show their images through the site", async () => {
    const batch = { name: "Two", styleProfileId, template: "{title}", postIds: posts };
    const send = () => door.json("POST", "/batches", batch, { "Idempotency-Key": "the-same-key" });
    const [first, second] = [await send(), await send()];
    const { id } = batchSchema.parse(first.json);
    expect(batchSchema.parse(second.json).id).toBe(id);
    await until(async () => {
      const { completedTasks } = batchSchema.parse((await door.send("GET", `/hub/batches/${id}`)).json);
      return completedTasks === 2 ? true : undefined;
    });
    const { items } = assetsSchema.parse((await door.send("GET", `/hub/assets?batchId=${id}`)).json);
    expect(items.map(({ metadata }) => metadata.item_id).sort()).toEqual(posts.map(String).sort());
    for (const { urls } of items) {
      expect(urls.thumbnail.startsWith(`${site.url}/wp-json/assetql/v1/image`)).toBe(true);
      // The nonce is of a browser's session, which a program with a password does not have.
      const url = new URL(urls.image);
      url.searchParams.delete("_wpnonce");
      const image = await fetch(url, { headers: site.authorization });
      expect([image.status, image.headers.get("content-type")]).toEqual([200, "image/png"]);
      expect((await image.arrayBuffer()).byteLength).toBeGreaterThan(500);
    }
  });

  it("keep an image of a post with the alternative text that a person wrote", async () => {
    const { items } = assetsSchema.parse((await door.send("GET", "/hub/assets")).json);
    const asset = items.find(({ metadata }) => metadata.item_id === String(posts[1]));
    const kept = await door.json("POST", "/import", {
      assetId: asset?.id,
      post: posts[1],
      alt: "Words",
      featured: true,
    });
    const original = await hub.client.assets.get(asset?.id ?? "");
    expect(kept.projection()).toMatchObject({
      externalId: asset?.id,
      alt: "Words",
      featuredIn: [posts[1]],
      file: { sha256: original.sha256 },
      meta: { aiGenerated: true, model: "quick-1" },
    });
    expect(original).toMatchObject({ altText: "Words", review: "approved" });
    const long = await door.json("POST", "/import", {
      assetId: asset?.id,
      post: posts[1],
      alt: "x".repeat(126),
    });
    expect(long.status).toBe(400);
    expect(sha256(new Uint8Array(await (await fetch(kept.projection().file.url)).arrayBuffer()))).toBe(
      original.sha256,
    );
  });

  it("relay when to come back, and say in words that the hub is gone", async () => {
    const busy: Server = createServer((_, response) => {
      response.writeHead(429, { "Content-Type": "application/problem+json", "Retry-After": "7" });
      response.end(
        JSON.stringify({ code: "rate-limited", title: "Too many requests", status: 429, detail: "Wait." }),
      );
    });
    await new Promise<void>((resolve) => busy.listen(0, "127.0.0.1", resolve));
    const { port } = busy.address() as AddressInfo;
    await door.json("POST", "/settings", { hubUrl: `http://127.0.0.1:${port}` });
    const limited = await door.send("GET", "/hub/styles");
    expect([limited.status, limited.headers.get("retry-after"), limited.problem().message]).toEqual([
      429,
      "7",
      "Wait.",
    ]);
    busy.close();
    busy.closeAllConnections();
    const gone = await door.send("GET", "/hub/styles");
    expect([gone.status, gone.problem().code]).toEqual([502, "assetql_hub_unreachable"]);
    const wrong = await door.json("POST", "/settings", { hubUrl: "ftp://x" });
    expect(wrong.problem().code).toBe("assetql_address_invalid");
  });
});
