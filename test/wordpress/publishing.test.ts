import type { ChangeToApply, Observed } from "@assetql/connector-sdk";
import type { Receipt, Snapshot } from "@assetql/contract";
import { wordpressConnector } from "@assetql/wordpress";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { wordpressAvailable } from "../support/wordpress/available.ts";
import type { Site } from "../support/wordpress/start-wordpress.ts";
import { contextOf, countMedia, evalJson, makePosts, shownBy, startSite } from "./real-site.ts";
import { testImage } from "./site-context.ts";

type TestContext = ReturnType<typeof contextOf>;

/** A context that is cut off after so many calls that write, as by a crash: the last one still has its effect. */
function stoppable(context: TestContext) {
  let left = Number.POSITIVE_INFINITY;
  const stopped = (): Error => new Error("The process ends here");
  const fetch: TestContext["fetch"] = async (url, init) => {
    if (left === 0) throw stopped();
    const answer = await context.fetch(url, init);
    if ((init?.method ?? "GET") !== "GET") left -= 1;
    if (left === 0) throw stopped();
    return answer;
  };
  return {
    context: { ...context, fetch },
    /** Whether `run` was stopped. */
    async stopAfter(writes: number, run: () => Promise<unknown>): Promise<boolean> {
      left = writes;
      const isStopped = await run().then(
        () => false,
        () => left === 0,
      );
      left = Number.POSITIVE_INFINITY;
      return isStopped;
    },
  };
}

const receiptOf = (before: Snapshot, after: Snapshot): Receipt => ({
  remoteId: null,
  remoteUrl: null,
  existed: true,
  before,
  after,
  version: 1,
  warnings: [],
  appliedAt: 0,
});

/** What the post shows, and all of the library with its addresses. */
const libraryOf = (site: Site, post: number): Promise<unknown> =>
  evalJson(
    site,
    `echo json_encode([get_post_thumbnail_id(${post}), array_column(get_posts(
      ['post_type' => 'attachment', 'post_status' => 'any', 'numberposts' => -1]), 'post_name', 'ID')]);`,
    z.unknown(),
  );

let made = 0;

/** An image of a post that is published and published again, as a host does it. */
function publisher(context: TestContext, itemId: string | null) {
  const externalId = `ast_publishing-${++made}`;
  let remoteId: string | null = null;
  const observe = async (): Promise<Observed> => {
    const seen = await wordpressConnector.observe(context, [{ externalId, remoteId, itemId }]);
    return seen.get(externalId) ?? { remoteId: null, remoteUrl: null, fields: {} };
  };
  const write = async (fields: Snapshot) => {
    const before = await observe();
    const kind = before.remoteId === null ? "create" : "update";
    const change: ChangeToApply = { externalId, itemId, remoteId, kind, fields, before, asset: null };
    const applied = await wordpressConnector.apply(context, change);
    remoteId = applied.remoteId;
    const receipt = { ...receiptOf(before.fields, applied.after), remoteId, existed: kind === "update" };
    return { applied, receipt };
  };
  return {
    observe,
    write,
    /** Takes everything back that a receipt changed. */
    async revert({ before, after }: Receipt) {
      const names = Object.keys(after).filter(
        (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
      );
      const fields = Object.fromEntries(names.map((name) => [name, before[name] ?? null]));
      const receipt = { ...receiptOf(before, after), remoteId };
      const change = { externalId, itemId, remoteId, receipt, now: await observe(), fields, remove: false };
      await wordpressConnector.revert(context, change);
    },
    async withdraw(policy: "unlink" | "archive" | "delete") {
      const change = { externalId, itemId, remoteId, fields: {}, before: await observe(), asset: null };
      return wordpressConnector.withdraw(context, { ...change, kind: "delete" }, policy);
    },
  };
}

const fields = { title: "Blue mug", altText: "A blue mug", caption: "", description: "", file: "first" };

describe.skipIf(!wordpressAvailable())("publishing to WordPress", () => {
  let plain: Site;
  let withPlugin: Site;
  beforeAll(async () => {
    [plain, withPlugin] = await Promise.all([startSite("6.5"), startSite("6.6-RC3", { withPlugin: true })]);
  });
  afterAll(() => Promise.all([plain?.stop(), withPlugin?.stop()]));

  it("goes to two sites at once, each with its own login", async () => {
    const bySite = [plain, withPlugin].map(async (site) => {
      const { write } = publisher(contextOf(site), null);
      return { site, ...(await write({ ...fields, title: `Of ${site.url}` })) };
    });
    for (const { site, applied } of await Promise.all(bySite)) {
      expect(applied.remoteUrl).toContain(site.url);
      expect(applied.after.title).toBe(`Of ${site.url}`);
    }
  });

  it("without the plugin, a new file is a new image: the post moves on, the former one stays, undo goes back", async () => {
    const [post = 0] = await makePosts(plain, ["Mugs"]);
    const context = contextOf(plain, { placement: "featured" });
    const { write, observe, revert } = publisher(context, String(post));
    const first = await write({ ...fields, featured: "this image" });
    const former = await shownBy(plain, post);
    expect(former).toBe(first.applied.after.attachment);
    const seen = (await observe()).fields;

    const second = await write({ file: "second", altText: "A bluer mug" });
    expect(second.applied.warnings?.join()).toContain("Without the AssetQL plugin");
    expect(second.applied.after).toMatchObject({
      title: "Blue mug",
      altText: "A bluer mug",
      featured: "this image",
    });
    expect(second.applied.remoteId).toBe(first.applied.remoteId);
    expect(await shownBy(plain, post)).toBe(second.applied.after.attachment);
    expect(await plain.eval(`echo get_post(${former}) ? 'there' : 'gone';`)).toBe("there");

    await revert(second.receipt);
    expect((await observe()).fields).toEqual(seen);
    expect(await shownBy(plain, post)).toBe(former);
  });

  it("without the plugin, undo of an update that stopped anywhere, itself stopped anywhere, leaves the library as it was", async () => {
    const [post = 0] = await makePosts(plain, ["Cups"]);
    const { context, stopAfter } = stoppable(contextOf(plain, { placement: "featured" }));
    const { write, observe, revert } = publisher(context, String(post));
    await write({ ...fields, featured: "this image" });
    const [before, library] = [await observe(), await libraryOf(plain, post)];
    let [isUpdateStopped, isUndoStopped] = [true, true];
    for (let writes = 1; isUpdateStopped; writes += 1) {
      isUndoStopped = true;
      for (let undoWrites = 1; isUndoStopped; undoWrites += 1) {
        isUpdateStopped = await stopAfter(writes, () => write({ file: "second" }));
        const receipt = receiptOf(before.fields, (await observe()).fields);
        isUndoStopped = await stopAfter(undoWrites, () => revert(receipt));
        await revert(receipt);
        expect(await observe(), `after ${writes} writes, undo after ${undoWrites}`).toEqual(before);
      }
      expect(await libraryOf(plain, post), `after ${writes} writes`).toEqual(library);
    }
  });

  it("without the plugin, an update goes on from one that stopped before it handed over", async () => {
    const { context, stopAfter } = stoppable(contextOf(plain));
    const { write, observe, revert } = publisher(context, null);
    const first = await write(fields);
    expect(await stopAfter(1, () => write({ file: "second" }))).toBe(true);
    const half = await observe();
    expect(half.remoteId).toBe(first.applied.remoteId);
    expect(half.fields.attachment).not.toBe(first.applied.after.attachment);
    const third = await write({ file: "third" });
    expect(await observe()).toMatchObject({ remoteId: half.remoteId, fields: third.applied.after });
    await revert(receiptOf(first.applied.after, third.applied.after));
    expect((await observe()).fields).toEqual(first.applied.after);
  });

  it("with the plugin, a new file keeps the attachment, and undo brings the former file back", async () => {
    const [post = 0] = await makePosts(withPlugin, ["Mugs"]);
    const drawn = { width: 64, background: "teal" };
    const context = { ...contextOf(withPlugin, { placement: "featured" }), image: () => testImage(drawn) };
    const { write, observe, revert } = publisher(context, String(post));
    const first = await write({ ...fields, featured: "this image" });
    const seen = (await observe()).fields;
    drawn.background = "red";
    const second = await write({ file: "second" });
    expect(second.applied.remoteId).toBe(first.applied.remoteId);
    expect(second.applied.after.file).not.toBe(seen.file);
    await revert(second.receipt);
    expect((await observe()).fields).toEqual(seen);
  });

  it.for([false, true])("takes texts of any length; with the plugin: %s", async (isWithPlugin) => {
    const { write, observe } = publisher(contextOf(isWithPlugin ? withPlugin : plain), null);
    const description = "A mug, and another one; ".repeat(250);
    const { applied } = await write({ ...fields, description });
    expect(String(applied.after.description).length).toBeGreaterThan(5_900);
    expect((await observe()).fields).toEqual(applied.after);
  });

  it("gives terms of another plugin's taxonomy, and makes each once", async () => {
    const muPlugins = `${plain.folder}/wp-content/mu-plugins`;
    await plain.eval(`wp_mkdir_p('${muPlugins}'); file_put_contents('${muPlugins}/shelves.php', '<?php
      add_action("init", fn() => register_taxonomy("shelf", "attachment", ["show_in_rest" => true, "rest_base" => "shelves"]));');`);
    const context = contextOf(plain, { taxonomy: "shelves" });
    expect(await wordpressConnector.check(context)).toMatchObject({ status: "ok" });
    const published = [1, 2, 3].map(() => publisher(context, null));
    const written = await Promise.all(
      published.map(({ write }) => write({ ...fields, terms: ["Cups & mugs", "Top"] })),
    );
    expect(await plain.eval("echo count(get_terms(['taxonomy' => 'shelf', 'hide_empty' => false]));")).toBe(
      "2",
    );
    for (const [index, { observe }] of published.entries()) {
      expect((await observe()).fields.terms).toEqual(["Cups & mugs", "Top"]);
      expect(written[index]?.applied.after.terms).toEqual(["Cups & mugs", "Top"]);
    }
  });

  it.for([false, true])(
    "deletes no image that a text still shows; with the plugin: %s",
    async (isWithPlugin) => {
      const site = isWithPlugin ? withPlugin : plain;
      const { write, withdraw } = publisher(contextOf(site), null);
      const { applied } = await write(fields);
      const id = applied.after.attachment ?? applied.remoteId;
      await site.eval(`wp_insert_post(['post_title' => 'Shows it', 'post_status' => 'publish',
      'post_content' => '<figure><img class="wp-image-${id}" src="x.jpg"/></figure>']);`);
      const count = await countMedia(site);
      await expect(withdraw("delete")).rejects.toMatchObject({ code: "refused" });
      expect(await countMedia(site)).toBe(count);
    },
  );

  it.for([false, true])("tells a site without a media trash; with the plugin: %s", async (isWithPlugin) => {
    const { write, withdraw } = publisher(contextOf(isWithPlugin ? withPlugin : plain), null);
    await write(fields);
    await expect(withdraw("archive")).rejects.toMatchObject({
      code: "not-supported",
      message: expect.stringContaining("no trash for media"),
    });
  });

  it.for([false, true])(
    "tells a post that was deleted meanwhile; with the plugin: %s",
    async (isWithPlugin) => {
      const site = isWithPlugin ? withPlugin : plain;
      const [post = 0] = await makePosts(site, ["Short-lived"]);
      const context = contextOf(site, { placement: "featured" });
      const { write, observe } = publisher(context, String(post));
      await site.eval(`wp_delete_post(${post}, true);`);
      expect((await observe()).missing).toContain(`The post ${post} is no longer on`);
      await expect(write({ ...fields, featured: "this image" })).rejects.toMatchObject({
        code: "item-deleted",
      });
    },
  );

  it.for([false, true])(
    "tells a file that the site does not take; with the plugin: %s",
    async (isWithPlugin) => {
      const context = {
        ...contextOf(isWithPlugin ? withPlugin : plain),
        image: async () => ({
          bytes: new TextEncoder().encode("<?php echo 1;"),
          contentType: "text/x-php",
          fileName: "mug.php",
        }),
      };
      await expect(publisher(context, null).write(fields)).rejects.toMatchObject({ code: "file-refused" });
    },
  );

  it("tells a user who may not change somebody else's post", async () => {
    const [post = 0] = await makePosts(plain, ["The editor's"]);
    const password = await plain.eval(`
      $id = wp_insert_user(['user_login' => 'author', 'user_pass' => 'x', 'role' => 'author']);
      echo WP_Application_Passwords::create_new_application_password($id, ['name' => 'a'])[0];`);
    const credentials = async () => ({ username: "author", applicationPassword: password });
    const context = { ...contextOf(plain, { placement: "featured" }), credentials };
    const { write } = publisher(context, String(post));
    await expect(write({ ...fields, featured: "this image" })).rejects.toMatchObject({
      code: "permission-denied",
    });
  });
});
