import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { wordpressAvailable } from "../support/wordpress/available.ts";
import type { Site } from "../support/wordpress/start-wordpress.ts";
import { openDoor } from "./door.ts";
import { md5, picture, sha256 } from "./images.ts";
import { complaints, startPluginSite } from "./plugin-site.ts";

// The first to start a WordPress of a version unpacks and installs it, beside other tests.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const meta = { aiGenerated: true, model: "sdxl", seed: 7, score: 0.91, version: 1 };
const texts = {
  title: "Blue mug & co",
  alt: "A “blue” mug",
  caption: "Cap",
  description: "Long",
  style: ["House, style"],
};

describe.skipIf(!wordpressAvailable()).each(["6.2", "6.5", "6.6-RC3"] as const)(
  "the asset doors on %s",
  (version) => {
    let site: Site;
    let door: ReturnType<typeof openDoor>;
    const makePost = async (title: string) =>
      Number(
        await site.eval(`echo wp_insert_post(['post_title' => '${title}', 'post_status' => 'publish']);`),
      );
    const attachments = (id: string) =>
      site.eval(`echo count(get_posts(['post_type' => 'attachment', 'post_status' => 'any', 'numberposts' => -1,
      'meta_key' => 'assetql_external_id', 'meta_value' => '${id}']));`);
    const status = async (url: string) => (await fetch(url)).status;

    beforeAll(async () => {
      site = await startPluginSite({ version });
      door = openDoor(site);
    });
    afterAll(async () => {
      const said = complaints(site);
      await site.stop();
      expect(said).toEqual([]);
    });

    it("create an attachment with everything in one call, and answer the same when asked", async () => {
      const image = await picture("navy");
      const post = await makePost("Mugs");
      const answer = await door.putForm("ast_1", image, {
        ...texts,
        meta,
        featured: post,
        filename: "blue-mug.png",
      });
      expect(answer.status).toBe(201);
      const made = answer.projection();
      expect(made).toMatchObject({ externalId: "ast_1", ...texts, meta, post, featuredIn: [post] });
      expect(made.file).toMatchObject({
        sha256: sha256(image),
        bytes: image.length,
        width: 900,
        height: 600,
      });
      expect(made.previousFeatured).toEqual({ [post]: 0 });
      expect(answer.headers.get("etag")).toBe(`"${made.etag}"`);
      expect(sha256(new Uint8Array(await (await fetch(made.file.url)).arrayBuffer()))).toBe(sha256(image));
      const { changed: _, ...projection } = made;
      expect((await door.get("ast_1")).json).toEqual(projection);
    });

    it("take raw bodies and change nothing when repeated", async () => {
      const image = await picture("teal");
      const first = (
        await door.putRaw("ast_raw", image, { ...texts, meta }, { "Content-MD5": md5(image) })
      ).projection();
      const again = await door.putRaw("ast_raw", image, { ...texts, meta });
      expect(again.status).toBe(200);
      expect(again.projection()).toEqual({ ...first, changed: [] });
      const alone = await door.putJson("ast_raw", { sha256: sha256(image), alt: "Another" });
      expect(alone.projection()).toMatchObject({ id: first.id, alt: "Another", changed: ["alt"] });
      expect(alone.projection().etag).not.toBe(first.etag);
    });

    it("replace the file of the same attachment, keep its address, and go back without bytes", async () => {
      const [before, after] = [await picture("red"), await picture("green")];
      const made = (await door.putForm("ast_swap", before, texts)).projection();
      const swapped = (await door.putForm("ast_swap", after, {})).projection();
      expect(swapped).toMatchObject({
        id: made.id,
        changed: ["file"],
        previousSha256: sha256(before),
        ...texts,
      });
      expect(swapped.file.url).toBe(made.file.url);
      expect(sha256(new Uint8Array(await (await fetch(made.file.url)).arrayBuffer()))).toBe(sha256(after));
      const back = (await door.putJson("ast_swap", { sha256: sha256(before) })).projection();
      expect(back.file).toEqual(made.file);
      expect(back.etag).toBe(made.etag);
      const jpeg = (
        await door.putForm("ast_swap", await picture("gold", "jpeg"), { filename: "x.png" })
      ).projection();
      expect(jpeg).toMatchObject({ id: made.id, file: { mime: "image/jpeg" } });
      expect(jpeg.file.filename).toMatch(/\.jpe?g$/);
      expect(await status(jpeg.file.url)).toBe(200);
      const unknown = await door.putJson("ast_swap", { sha256: "0".repeat(64) });
      expect([unknown.status, unknown.problem().code]).toEqual([409, "assetql_bytes_needed"]);
    });

    it("make one attachment of eight parallel calls", async () => {
      const images = await Promise.all(["#111", "#222", "#333", "#444"].map((colour) => picture(colour)));
      const calls = Array.from({ length: 8 }, (_, index) =>
        door.putForm("ast_race", images[index % 4]!, { title: `Call ${index}` }),
      );
      const answers = (await Promise.all(calls)).map((answer) => answer.projection());
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      expect(await attachments("ast_race")).toBe("1");
      const last = (await door.get("ast_race")).projection();
      expect(images.map(sha256)).toContain(last.file.sha256);
      const locks = await site.eval(`global $wpdb; echo $wpdb->get_var(
      "SELECT COUNT(*) FROM $wpdb->options WHERE option_name LIKE 'assetql_lock%'");`);
      expect(locks).toBe("0");
    });

    it("take over the lock of a call that died", async () => {
      await site.eval(`add_option('assetql_lock_' . md5('ast_dead'), (time() - 1) . ':gone', '', 'no');`);
      expect((await door.putForm("ast_dead", await picture("#555"), {})).status).toBe(201);
    });

    it("hold to If-Match, If-None-Match and the hashes", async () => {
      const image = await picture("plum");
      const made = (await door.putForm("ast_if", image, {}, { "If-None-Match": "*" })).projection();
      const codes = [
        await door.putForm("ast_if", image, {}, { "If-None-Match": "*" }),
        await door.putJson("ast_if", { sha256: sha256(image), alt: "x" }, { "If-Match": '"stale"' }),
        await door.putRaw("ast_if", image, { sha256: sha256(await picture("pink")) }),
        await door.putRaw("ast_if", image, {}, { "Content-MD5": "0".repeat(32) }),
      ].map((answer) => `${answer.status} ${answer.problem().code}`);
      expect(codes).toEqual([
        "412 assetql_changed",
        "412 assetql_changed",
        "412 assetql_hash_mismatch",
        "412 assetql_hash_mismatch",
      ]);
      const right = await door.putJson(
        "ast_if",
        { sha256: sha256(image), alt: "x" },
        { "If-Match": `"${made.etag}"` },
      );
      expect(right.projection().alt).toBe("x");
    });

    it("see what an editor changed: a text, or the file itself", async () => {
      const image = await picture("olive");
      const made = (await door.putForm("ast_edit", image, texts)).projection();
      await site.eval(`update_post_meta(${made.id}, '_wp_attachment_image_alt', 'By hand');`);
      const edited = (await door.get("ast_edit")).projection();
      expect(edited).toMatchObject({ alt: "By hand", file: made.file });
      expect(edited.etag).not.toBe(made.etag);
      const answer = await fetch(`${site.url}/wp-json/wp/v2/media/${made.id}`, {
        headers: site.authorization,
      });
      expect(await answer.json()).toMatchObject({ assetql: { externalId: "ast_edit", etag: edited.etag } });
      await site.eval(`file_put_contents(get_attached_file(${made.id}), 'changed', FILE_APPEND);`);
      expect((await door.get("ast_edit")).projection().file.sha256).not.toBe(sha256(image));
    });

    it("refuse what is no image, whatever it is called, and leave nothing behind", async () => {
      const php = new Uint8Array(Buffer.from("<?php echo 1;"));
      const refused = await door.putForm("ast_php", php, { filename: "evil.php" });
      expect([refused.status, refused.problem().code]).toEqual([415, "assetql_type_refused"]);
      const truncated = await door.putForm("ast_cut", new Uint8Array(php), { filename: "evil.png" });
      expect(truncated.status).toBe(415);
      expect(
        await site.eval("echo implode(',', glob(wp_upload_dir()['path'] . '/{,.}*{php,tmp}', GLOB_BRACE));"),
      ).toBe("");
    });

    it("name the member of the metadata that is wrong", async () => {
      const wrong = { sha256: "abc", title: 5, style: "x", meta: { colour: 1 }, post: "12" };
      for (const [member, value] of Object.entries(wrong)) {
        const answer = await door.putJson("ast_bad", { sha256: "0".repeat(64), [member]: value });
        expect([answer.status, answer.problem().code]).toEqual([400, "assetql_metadata_invalid"]);
        expect(answer.problem().data.member).toContain(member);
      }
      expect((await door.send("PUT", "/assets/ast_bad")).status).toBe(400);
      const image = await picture("#abc");
      const lost = await door.putForm("ast_bad", image, { featured: 999_999 });
      expect([lost.status, lost.problem().code]).toEqual([404, "assetql_post_not_found"]);
      expect((await door.get("ast_bad")).status).toBe(404);
    });

    it("list many at once, the missing ones left out", async () => {
      const image = await picture("#777");
      const ids = ["ast_m1", "ast_m2", "ast_m3"];
      for (const id of ids) await door.putForm(id, image, { title: id });
      const listed = await door.send("GET", `/assets?external_ids=${[...ids, "ast_none"].join(",")}`);
      const parsed = z.array(z.object({ externalId: z.string(), etag: z.string() })).parse(listed.json);
      expect(parsed.map(({ externalId }) => externalId).sort()).toEqual(ids);
      expect((await door.send("GET", "/assets?external_ids=")).status).toBe(400);
      const many = Array.from({ length: 101 }, (_, index) => `ast_${index}`).join(",");
      expect((await door.send("GET", `/assets?external_ids=${many}`)).status).toBe(400);
      const media = await fetch(`${site.url}/wp-json/wp/v2/media?assetql_external_id=ast_m1,ast_m3`, {
        headers: site.authorization,
      });
      expect(await media.json()).toHaveLength(2);
    });

    it("set a featured image if it is the expected one, and tell the one before", async () => {
      const post = await makePost("Featured");
      const [one, two] = [
        (await door.putForm("ast_f1", await picture("#801"), { featured: post })).projection(),
        (await door.putForm("ast_f2", await picture("#802"), {})).projection(),
      ];
      const path = `/posts/${post}/featured`;
      expect((await door.send("GET", path)).json).toMatchObject({
        featured: { id: one.id, externalId: "ast_f1" },
      });
      const stale = await door.json("PUT", path, { attachment: 0, expected: two.id });
      expect([stale.status, stale.problem().data.current]).toEqual([412, one.id]);
      const moved = await door.json("PUT", path, { externalId: "ast_f2", expected: one.id });
      expect(moved.json).toMatchObject({ featured: { id: two.id }, previous: { id: one.id } });
      expect((await door.get("ast_f2")).projection().previousFeatured).toEqual({ [post]: one.id });
      expect((await door.get("ast_f1")).projection().featuredIn).toEqual([]);
      const cleared = await door.json("PUT", path, { attachment: 0 });
      expect(cleared.json).toMatchObject({ featured: null, previous: { id: two.id } });
      expect((await door.json("PUT", path, { attachment: 999_999 })).status).toBe(404);
    });

    it("delete only what is unchanged and unused", async () => {
      const post = await makePost("User");
      const image = await picture("#901");
      const made = (await door.putForm("ast_del", image, { featured: post })).projection();
      const replaced = (await door.putForm("ast_del", await picture("#902"), {})).projection();
      const used = await door.send("DELETE", "/assets/ast_del");
      expect([used.status, used.problem().code, used.problem().data.posts]).toEqual([
        409,
        "assetql_in_use",
        [post],
      ]);
      await door.json("PUT", `/posts/${post}/featured`, { attachment: 0 });
      const stale = await door.send("DELETE", "/assets/ast_del", {
        headers: { "If-Match": `"${replaced.etag}"` },
      });
      expect(stale.status).toBe(412);
      const { etag } = (await door.get("ast_del")).projection();
      const gone = await door.send("DELETE", "/assets/ast_del", { headers: { "If-Match": `"${etag}"` } });
      expect(gone.json).toEqual({ externalId: "ast_del", id: made.id, deleted: true });
      expect(await status(made.file.url)).toBe(404);
      expect(
        await site.eval("echo count(glob(wp_upload_dir()['path'] . '/assetql-previous-*picture*'));"),
      ).toBe(
        await site.eval(`global $wpdb; echo $wpdb->get_var(
        "SELECT COUNT(*) FROM $wpdb->postmeta WHERE meta_key = '_assetql_previous_file' AND meta_value LIKE '%picture%'");`),
      );
      expect((await door.send("DELETE", "/assets/ast_del")).status).toBe(404);
    });

    it("see an image in the text of a post as in use", async () => {
      const made = (await door.putForm("ast_text", await picture("#911"), {})).projection();
      await site.eval(`wp_insert_post(['post_title' => 'T', 'post_status' => 'publish',
      'post_content' => '<img class="wp-image-${made.id}" src="x">']);`);
      expect((await door.send("DELETE", "/assets/ast_text")).status).toBe(409);
      expect((await door.send("DELETE", "/assets/ast_text?force=true")).status).toBe(200);
    });
  },
);
