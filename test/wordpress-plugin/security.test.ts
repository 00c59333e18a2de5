import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { wordpressAvailable } from "../support/wordpress/available.ts";
import type { Site } from "../support/wordpress/start-wordpress.ts";
import { type DoorAnswer, openDoor } from "./door.ts";
import { picture } from "./images.ts";
import { type PluginHub, startPluginHub } from "./plugin-hub.ts";
import { complaints, startPluginSite } from "./plugin-site.ts";

// The first to start a WordPress of a version unpacks and installs it, beside other tests.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

type Role = "contributor" | "author" | "editor";

describe.skipIf(!wordpressAvailable())("who may do what", () => {
  let site: Site;
  let hub: PluginHub;
  const as = async (role: Role) => {
    const password = await site.eval(`
      $id = wp_insert_user(['user_login' => '${role}' . wp_rand(), 'user_pass' => 'x', 'role' => '${role}']);
      echo get_userdata($id)->user_login . ':';
      echo WP_Application_Passwords::create_new_application_password($id, ['name' => 't'])[0];`);
    return openDoor(site, { Authorization: `Basic ${Buffer.from(password).toString("base64")}` });
  };
  const post = async (author: number) =>
    Number(
      await site.eval(
        `echo wp_insert_post(['post_title' => 'P', 'post_status' => 'publish', 'post_author' => ${author}]);`,
      ),
    );
  const outcome = (answer: DoorAnswer) => `${answer.status} ${answer.problem().code}`;

  beforeAll(async () => {
    [site, hub] = await Promise.all([startPluginSite({ version: "6.5" }), startPluginHub({ sync: false })]);
    const saved = await openDoor(site).json("POST", "/settings", { hubUrl: hub.url, apiKey: hub.adminKey });
    expect(saved.json).toMatchObject({ hubUrl: hub.url, hasKey: true });
  });
  afterAll(async () => {
    const said = site === undefined ? [] : complaints(site);
    await Promise.all([site?.stop(), hub?.stop()]);
    expect(said).toEqual([]);
  });

  it("refuses everything to visitors and contributors", async () => {
    const [visitor, contributor] = [openDoor(site, {}), await as("contributor")];
    const image = await picture("navy");
    const calls = (door: typeof visitor) =>
      Promise.all([
        door.send("GET", "/about"),
        door.get("ast_1"),
        door.putForm("ast_1", image, {}),
        door.send("DELETE", "/assets/ast_1"),
        door.send("GET", "/posts"),
        door.json("PUT", "/posts/1/featured", { attachment: 0 }),
        door.json("POST", "/batches", {}),
        door.json("POST", "/batches/preview", {}),
        door.send("GET", "/hub/styles"),
        door.send("GET", `/image?url=${hub.url}/files/x`),
        door.json("POST", "/import", { assetId: "ast_12345", post: 1, alt: "x" }),
        door.send("GET", "/settings"),
        door.json("POST", "/settings", {}),
        door.json("POST", "/settings/check", {}),
        door.json("POST", "/settings/connect", {}),
        door.json("POST", "/settings/disconnect", {}),
      ]);
    expect(new Set((await calls(visitor)).map(outcome))).toEqual(new Set(["401 assetql_not_logged_in"]));
    expect(new Set((await calls(contributor)).map(outcome))).toEqual(new Set(["403 assetql_forbidden"]));
  });

  it("keeps settings to administrators, and publishing to editors", async () => {
    const [author, editor] = [await as("author"), await as("editor")];
    for (const path of ["/settings", "/settings/check", "/settings/connect", "/settings/disconnect"]) {
      expect(outcome(await author.json("POST", path, {}))).toBe("403 assetql_forbidden");
      expect(outcome(await editor.json("POST", path, {}))).toBe("403 assetql_forbidden");
    }
    expect((await author.send("GET", "/hub/styles")).status).toBe(200);
    for (const path of [
      "/hub/publications",
      "/hub/publications/pub_12345/apply",
      "/hub/publications/pub_12345/revert",
    ]) {
      expect(outcome(await author.json("POST", path, {}))).toBe("403 assetql_forbidden");
    }
    expect(outcome(await editor.json("POST", "/hub/publications", {}))).toBe("409 assetql_not_connected");
  });

  it("lets authors touch their own posts and images only", async () => {
    const author = await as("author");
    const others = await post(1);
    const image = await picture("teal");
    expect(outcome(await author.putForm("ast_a1", image, { featured: others }))).toBe(
      "403 assetql_forbidden",
    );
    expect(outcome(await author.get("ast_a1"))).toBe("404 assetql_not_found");
    await openDoor(site).putForm("ast_admin", image, {});
    expect(outcome(await author.putForm("ast_admin", image, { title: "Mine" }))).toBe(
      "403 assetql_forbidden",
    );
    expect(outcome(await author.send("DELETE", "/assets/ast_admin"))).toBe("403 assetql_forbidden");
    const batch = { name: "x", styleProfileId: "sty_12345", template: "x", postIds: [others] };
    expect(outcome(await author.json("POST", "/batches/preview", batch))).toBe("403 assetql_forbidden");
    expect((await author.send("GET", "/posts")).json).toMatchObject({ items: [] });
  });

  it("relays only calls on its list, with the hub's status, problem and words", async () => {
    const door = openDoor(site);
    for (const path of [
      "/hub/api-keys",
      "/hub/members",
      "/hub/targets",
      "/hub/webhooks",
      "/hub/styles/sty_1",
    ]) {
      expect(outcome(await door.send("GET", path))).toBe("404 assetql_call_refused");
    }
    expect(outcome(await door.json("POST", "/hub/styles", {}))).toBe("404 assetql_call_refused");
    const missing = await door.send("GET", "/hub/batches/bat_0000000000");
    expect(outcome(missing)).toBe("404 not-found");
    const preview = await door.json("POST", "/batches/preview", {
      name: "x",
      styleProfileId: "no",
      template: "{title}",
      csv: "title\na\n",
    });
    expect(outcome(preview)).toBe("400 request-invalid");
    expect(preview.problem().data).toHaveProperty("title");
  });

  it("fetches images of the hub alone", async () => {
    const door = openDoor(site);
    const elsewhere = [
      "http://127.0.0.1:9/files/x",
      `${hub.url}/api/v1/me`,
      `${hub.url}.evil.test/files/x`,
      `${hub.url}/files/../api/v1/me`,
      "file:///etc/passwd",
    ];
    for (const url of elsewhere) {
      expect(outcome(await door.send("GET", `/image?url=${encodeURIComponent(url)}`))).toBe(
        "400 assetql_address_invalid",
      );
    }
  });

  it("wants a nonce with the cookie of a browser", async () => {
    const login = await fetch(`${site.url}/wp-login.php`, {
      method: "POST",
      redirect: "manual",
      headers: { "Content-Type": "application/x-www-form-urlencoded", Cookie: "wordpress_test_cookie=1" },
      body: `log=${site.user}&pwd=${site.password}&testcookie=1`,
    });
    const cookie = login.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    const answer = await fetch(`${site.url}/wp-json/assetql/v1/settings`, { headers: { Cookie: cookie } });
    expect(answer.status).toBe(401);
    const nonce = await fetch(`${site.url}/wp-admin/admin-ajax.php?action=rest-nonce`, {
      headers: { Cookie: cookie },
    });
    const headers = { Cookie: cookie, "X-WP-Nonce": await nonce.text() };
    expect((await fetch(`${site.url}/wp-json/assetql/v1/settings`, { headers })).status).toBe(200);
  });

  it("stores the key sealed by the site's salts, and shows it nowhere", async () => {
    const stored = await site.eval(
      "echo json_encode(wp_load_alloptions() + ['k' => get_option('assetql_api_key')]);",
    );
    expect(stored).toContain("v1:");
    expect(stored).not.toContain(hub.adminKey);
    const door = openDoor(site);
    const paths = ["/settings", "/about", "/hub/styles", "/hub/batches", "/posts"];
    for (const path of paths) {
      expect(JSON.stringify((await door.send("GET", path)).json)).not.toContain(hub.adminKey);
    }
    const root = await (await fetch(`${site.url}/wp-json/`, { headers: site.authorization })).text();
    expect(root).not.toContain(hub.adminKey);
    const other = await site.eval(`
      add_filter('salt', function ($salt) { return $salt . 'other'; });
      wp_cache_flush(); echo json_encode([AssetQL\\Settings::api_key(), AssetQL\\Settings::described()['keyUnreadable']]);`);
    expect(other).toBe('["",true]');
  });
});
