import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { packPlugin } from "../../connectors/wordpress/plugin/scripts/pack.mjs";
import { until } from "../support/until.ts";
import { wordpressAvailable } from "../support/wordpress/available.ts";
import { phpProgram } from "../support/wordpress/php.ts";
import type { Site } from "../support/wordpress/start-wordpress.ts";
import { openDoor } from "./door.ts";
import { picture } from "./images.ts";
import { complaints, startPluginSite } from "./plugin-site.ts";

// The first to start a WordPress of a version unpacks and installs it, beside other tests.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const folder = join(import.meta.dirname, "../../connectors/wordpress/plugin");

describe.skipIf(!wordpressAvailable())("the plugin's files", () => {
  const files = [
    "assetql.php",
    "uninstall.php",
    ...readdirSync(join(folder, "includes")).map((name) => `includes/${name}`),
  ];

  it.each(files)("%s is PHP, cannot be called by itself, and has no syntax newer than 7.4", (file) => {
    execFileSync(phpProgram(), ["-l", join(folder, file)], { stdio: "pipe" });
    const source = readFileSync(join(folder, file), "utf8");
    expect(source).toMatch(/defined\( '(ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;/);
    expect(newerSyntax(source)).toEqual([]);
  });

  it("agree on the version, and pack into the same bytes each time", async () => {
    const versions = [
      /Version: +(\S+)/.exec(readFileSync(join(folder, "assetql.php"), "utf8"))?.[1],
      /VERSION *= '(\S+)'/.exec(readFileSync(join(folder, "includes/autoload.php"), "utf8"))?.[1],
      /Stable tag: (\S+)/.exec(readFileSync(join(folder, "readme.txt"), "utf8"))?.[1],
    ];
    expect(new Set(versions).size).toBe(1);
    const first = readFileSync(await packPlugin());
    expect(readFileSync(await packPlugin()).equals(first)).toBe(true);
  });
});

/** By PHP's own tokens: what only came with 8.0 and later, and would end a site of 7.4 with a syntax error. */
function newerSyntax(source: string): string[] {
  const code = `
    $found = [];
    foreach (PhpToken::tokenize(stream_get_contents(STDIN)) as $token) {
      $name = $token->getTokenName();
      if (in_array($name, ['T_MATCH', 'T_NULLSAFE_OBJECT_OPERATOR', 'T_ENUM', 'T_ATTRIBUTE', 'T_READONLY'], true)) {
        $found[] = $name . ' in line ' . $token->line;
      }
    }
    echo json_encode($found);`;
  const printed = execFileSync(phpProgram(), ["-r", code], { input: source, encoding: "utf8" });
  const unions = source.match(/function \w+\([^)]*\w\|\w[^)]*\)|\): ?\w+\|\w+/g) ?? [];
  const promoted = source.match(/__construct\([^)]*(public|private|protected) /g) ?? [];
  return [...JSON.parse(printed), ...unions, ...promoted];
}

describe.skipIf(!wordpressAvailable())("the plugin at work in a site", () => {
  let site: Site;
  beforeAll(async () => {
    site = await startPluginSite({ version: "6.6-RC3" });
  });
  afterAll(() => site?.stop());

  it("tells the sync service of posts, signed as Standard Webhooks say", async () => {
    const received: { path: string; type: string; post: number }[] = [];
    const secret = `whsec_${Buffer.from("a secret of thirty-two bytes....").toString("base64")}`;
    const receiver = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        );
        const { type, data } = new Webhook(secret).verify(body, headers) as {
          type: string;
          data: { post: { id: number } };
        };
        received.push({ path: request.url ?? "", type, post: data.post.id });
        response.end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    const { port } = receiver.address() as AddressInfo;
    const door = openDoor(site);
    await door.json("POST", "/settings", {
      updatesUrl: `http://127.0.0.1:${port}/hooks/wordpress/{targetId}`,
    });
    await site.eval(`AssetQL\\Settings::store_secret(AssetQL\\Settings::UPDATES_SECRET, '${secret}');
      update_option('assetql_connection', ['targetId' => 'tgt_1234', 'userId' => 1, 'passwordId' => 'x', 'connectedAt' => 1]);`);
    const id = Number(
      await site.eval(`
      $draft = wp_insert_post(['post_title' => 'Draft', 'post_status' => 'draft']);
      wp_update_post(['ID' => $draft, 'post_status' => 'publish']);
      wp_update_post(['ID' => $draft, 'post_title' => 'Changed']); echo $draft;`),
    );
    await until(async () => (received.length >= 2 ? true : undefined));
    receiver.close();
    expect(received.sort((one, other) => one.type.localeCompare(other.type))).toEqual([
      { path: "/hooks/wordpress/tgt_1234", type: "post.published", post: id },
      { path: "/hooks/wordpress/tgt_1234", type: "post.updated", post: id },
    ]);
  });

  it("leaves nothing behind when it is deleted, but the images", async () => {
    const door = openDoor(site);
    await door.json("POST", "/settings", { hubUrl: "http://127.0.0.1:9", apiKey: "secret" });
    const one = (
      await door.putForm("ast_1", await picture("navy"), { style: ["House"], meta: { aiGenerated: true } })
    ).projection();
    await door.putForm("ast_1", await picture("teal"), {});
    await site.eval(`require_once ABSPATH . 'wp-admin/includes/plugin.php'; require_once ABSPATH . 'wp-admin/includes/file.php';
      deactivate_plugins('assetql/assetql.php'); delete_plugins(['assetql/assetql.php']);`);
    const left = await site.eval(`global $wpdb; echo json_encode([
      $wpdb->get_col("SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%assetql%'"),
      $wpdb->get_col("SELECT meta_key FROM $wpdb->postmeta WHERE meta_key LIKE '%assetql%' OR meta_key = 'ai_generated'"),
      $wpdb->get_col("SELECT taxonomy FROM $wpdb->term_taxonomy WHERE taxonomy LIKE 'assetql%'"),
      array_map('basename', glob(wp_upload_dir()['path'] . '/assetql*')),
      is_dir(WP_PLUGIN_DIR . '/assetql'), get_post(${one.id}) !== null, is_file(get_attached_file(${one.id}))]);`);
    expect(JSON.parse(left)).toEqual([[], [], [], [], false, true, true]);
    expect(complaints(site)).toEqual([]);
  });
});
