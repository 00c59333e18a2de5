import { createHmac, randomBytes } from "node:crypto";
import type { Item } from "@assetql/contract";
import { wordpressConnector } from "@assetql/wordpress";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wordpressAvailable } from "../support/wordpress/available.ts";
import type { Site } from "../support/wordpress/start-wordpress.ts";
import { contextOf, makePosts, startSite } from "./real-site.ts";

describe.skipIf(!wordpressAvailable()).each([
  ["6.5", false],
  ["6.6-RC3", true],
] as const)("WordPress %s, with the plugin: %s", (version, withPlugin) => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite(version, { withPlugin });
  });
  afterAll(() => site?.stop());

  const all = async (
    query: Parameters<typeof wordpressConnector.listItems>[1],
    config = {},
    onPage?: () => Promise<void>,
  ): Promise<Item[]> => {
    const items: Item[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await wordpressConnector.listItems(contextOf(site, config), query, cursor);
      items.push(...page.items);
      cursor = page.cursor;
      if (cursor === undefined) return items;
      await onPage?.();
    }
  };

  it("is checked: the user, the plugin, the upload limit", async () => {
    const health = await wordpressConnector.check(contextOf(site));
    expect(health).toMatchObject({ status: "ok", code: null, facts: { site: "Test site", user: "admin" } });
    expect(health.facts).toMatchObject(
      withPlugin ? { plugin: "0.1.0", uploadLimit: "32 MB" } : { plugin: "not installed" },
    );
  });

  it("tells a wrong password, a user without rights, and what it does not have", async () => {
    const wrong = await wordpressConnector.check(
      contextOf(site, {}, { applicationPassword: "not this one" }),
    );
    expect(wrong).toMatchObject({ status: "failing", code: "credentials-refused" });
    expect(wrong.detail).toContain("Users → Profile → Application Passwords");
    const contributor = await site.eval(`
      $id = wp_insert_user(['user_login' => 'con', 'user_pass' => 'x', 'role' => 'contributor']);
      echo WP_Application_Passwords::create_new_application_password($id, ['name' => 'a'])[0];`);
    const context = contextOf(site, {}, { applicationPassword: contributor });
    const credentials = async () => ({ username: "con", applicationPassword: contributor });
    expect(await wordpressConnector.check({ ...context, credentials })).toMatchObject({
      status: "failing",
      code: "permission-denied",
    });
    const types = await wordpressConnector.check(contextOf(site, { itemTypes: ["posts", "recipes"] }));
    expect(types).toMatchObject({
      code: "config-invalid",
      detail: expect.stringContaining("has no recipes"),
    });
    const taxonomy = await wordpressConnector.check(contextOf(site, { taxonomy: "media_category" }));
    expect(taxonomy).toMatchObject({
      code: "config-invalid",
      detail: expect.stringContaining("media_category"),
    });
  });

  it("tells a password that was revoked after it had worked", async () => {
    const password = await site.eval(
      "echo WP_Application_Passwords::create_new_application_password(1, ['name' => 'short-lived'])[0];",
    );
    const context = contextOf(site, {}, { applicationPassword: password });
    expect(await wordpressConnector.check(context)).toMatchObject({ status: "ok" });
    await site.eval(`foreach (WP_Application_Passwords::get_user_application_passwords(1) as $one)
      if ($one['name'] === 'short-lived') WP_Application_Passwords::delete_application_password(1, $one['uuid']);`);
    await expect(
      wordpressConnector.observe(context, [{ externalId: "ast_a", remoteId: null, itemId: null }]),
    ).rejects.toMatchObject({ code: "credentials-refused" });
  });

  it("is reached by its address with /wp-admin/ at its end, and without pretty permalinks", async () => {
    expect(
      await wordpressConnector.check(contextOf(site, { siteUrl: `${site.url}/wp-admin/` })),
    ).toMatchObject({
      status: "ok",
    });
    await site.eval("update_option('permalink_structure', '');");
    try {
      const context = contextOf(site);
      expect(await wordpressConnector.check(context)).toMatchObject({ status: "ok" });
    } finally {
      await site.eval("update_option('permalink_structure', '/%postname%/');");
    }
  });

  it("lists posts and pages as items, with what templates use", async () => {
    const [post] = await makePosts(site, ["Tom & Jerry’s “mug” <3"]);
    await makePosts(site, ["Opening hours"], "page");
    const items = await all({});
    expect(items.find(({ id }) => id === String(post))).toMatchObject({
      kind: "posts",
      title: "Tom & Jerry’s “mug” <3",
      url: expect.stringContaining(site.url),
      fields: {
        content: "About Tom & Jerry’s “mug” <3.",
        categories: "Uncategorized",
        tags: "kitchen, soft clay",
        author: "admin",
        status: "publish",
      },
      image: null,
    });
    expect(items.map(({ title }) => title)).toContain("Opening hours");
    expect(await all({ kind: "pages", search: "Opening hours" })).toMatchObject([{ kind: "pages" }]);
    expect(await all({ ids: [String(post)] })).toMatchObject([{ id: String(post) }]);
    expect(await all({ ids: ["not-a-number"] })).toEqual([]);
  });

  it("passes over none when posts are deleted while the list is paged through", async () => {
    const titles = Array.from({ length: 75 }, (_, index) => `Paged ${String(index).padStart(3, "0")}`);
    const ids = await makePosts(site, titles);
    const gone = ids.slice(0, 5);
    const items = await all({ kind: "posts", search: "Paged" }, {}, async () => {
      for (const id of gone.splice(0)) await site.eval(`wp_delete_post(${id}, true);`);
    });
    expect(items.map(({ title }) => title)).toEqual(titles);
  });

  it("lists what has changed since, in a site that lives in another time zone", async () => {
    await site.eval("update_option('timezone_string', 'Pacific/Auckland');");
    const [old = 0, fresh] = await makePosts(site, ["Old news", "Fresh news"]);
    await site.eval(`global $wpdb; $wpdb->update($wpdb->posts, [
      'post_modified' => '2020-01-01 12:00:00', 'post_modified_gmt' => '2019-12-31 23:00:00'], ['ID' => ${old}]);`);
    const changed = await all({ search: "news", changedSince: Date.now() - 3_600_000 });
    expect(changed.map(({ id }) => id)).toEqual([String(fresh)]);
    expect(changed[0]?.updatedAt).toBeGreaterThan(Date.now() - 3_600_000);
    const everything = await all({ search: "news", changedSince: Date.UTC(2019, 11, 31, 22) });
    expect(everything).toHaveLength(2);
  });
});

describe("updates from the plugin", () => {
  const secret = `whsec_${randomBytes(24).toString("base64")}`;
  const context = (webhookSecret?: string) => ({
    ...contextOf(
      { url: "https://blog.example", user: "ada", applicationPassword: "x" },
      {},
      webhookSecret === undefined ? {} : { webhookSecret },
    ),
  });
  const message = (body: string, signedWith = secret, at = Date.now()) => {
    const timestamp = String(Math.floor(at / 1_000));
    const key = Buffer.from(signedWith.replace("whsec_", ""), "base64");
    const signature = createHmac("sha256", key).update(`msg_1.${timestamp}.${body}`).digest("base64");
    const headers = {
      "webhook-id": "msg_1",
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
    };
    return { method: "POST", path: "/hooks/wordpress/tgt_test", headers, body: Buffer.from(body) };
  };
  const updated = JSON.stringify({ type: "post.updated", data: { post: { id: 12, type: "post" } } });

  it("become events of items", async () => {
    expect(await wordpressConnector.receive?.(context(secret), message(updated))).toEqual([
      { type: "item.changed", id: "12" },
    ]);
  });

  it.for([
    ["another secret", () => message(updated, `whsec_${randomBytes(24).toString("base64")}`)],
    ["an old message", () => message(updated, secret, Date.now() - 3_600_000)],
    ["a changed body", () => ({ ...message(updated), body: Buffer.from(updated.replace("12", "13")) })],
    ["no signature", () => ({ ...message(updated), headers: {} })],
    ["something else", () => message('{"type":"post.updated"}')],
  ] as const)("are refused: %s", async ([, make]) => {
    await expect(wordpressConnector.receive?.(context(secret), make())).rejects.toMatchObject({
      code: "signature-invalid",
    });
  });

  it("are refused when the target has no secret", async () => {
    await expect(wordpressConnector.receive?.(context(), message(updated))).rejects.toMatchObject({
      code: "signature-invalid",
    });
  });
});
