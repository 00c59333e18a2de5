import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { fixtureFolder, fixturePath } from "./install-fixture.mjs";
import { runPhp } from "./php.ts";

export type WordPressVersion = "6.2" | "6.5" | "6.6-RC3";

const buildNames: Record<WordPressVersion, string> = { "6.2": "6.2", "6.5": "6.5", "6.6-RC3": "beta" };

const credentialsSchema = z.object({
  user: z.string(),
  password: z.string(),
  applicationPassword: z.string(),
});
export type Credentials = z.infer<typeof credentialsSchema>;

export interface Template {
  readonly folder: string;
  readonly credentials: Credentials;
}

/** An installed site that is copied for every test: made once per version, and again when this file changes. */
export async function templateOf(version: WordPressVersion): Promise<Template> {
  const recipe = readFileSync(fileURLToPath(import.meta.url));
  const digest = createHash("sha256").update(recipe).digest("hex").slice(0, 10);
  const folder = join(fixtureFolder, "templates", `${version}-${digest}`);
  if (!existsSync(folder)) await makeTemplate(version, folder);
  const credentials: unknown = JSON.parse(readFileSync(join(folder, "credentials.json"), "utf8"));
  return { folder: join(folder, "site"), credentials: credentialsSchema.parse(credentials) };
}

async function makeTemplate(version: WordPressVersion, folder: string): Promise<void> {
  mkdirSync(join(fixtureFolder, "templates"), { recursive: true });
  const work = mkdtempSync(join(fixtureFolder, "templates", "making-"));
  try {
    unpack(buildNames[version], join(work, "site"));
    writeConfig(join(work, "site"), "http://127.0.0.1");
    writeFileSync(join(work, "site", "router.php"), router);
    writeFileSync(join(work, "credentials.json"), await runPhp(join(work, "site"), install));
    renameSync(work, folder);
  } catch (error) {
    // Another test file has made it meanwhile.
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** A build is in two halves, both needed: its PHP in an archive, its scripts and styles as files. */
function unpack(build: string, site: string): void {
  mkdirSync(site, { recursive: true });
  execFileSync("unzip", ["-q", fixturePath(`package/src/wordpress/wp-${build}.zip`), "-d", site]);
  cpSync(fixturePath(`package/public/wp-${build}`), site, { recursive: true });
  rmSync(join(site, "wp-content", "database"), { recursive: true, force: true });
  rmSync(join(site, "wordpress-remote-asset-paths"), { force: true });
  const content = join(site, "wp-content");
  // Not among the plugins: there it would activate itself and show in every list.
  execFileSync("unzip", ["-q", fixturePath("package/sqlite-database-integration.zip"), "-d", content]);
  const dropIn = "plugin-sqlite-database-integration";
  // The drop-in's path is relative, so that a copied site uses its own.
  const source = readFileSync(join(content, dropIn, "db.copy"), "utf8")
    .replace("'{SQLITE_IMPLEMENTATION_FOLDER_PATH}'", `__DIR__ . '/${dropIn}'`)
    .replaceAll("{SQLITE_PLUGIN}", `${dropIn}/load.php`);
  if (source.includes("{SQLITE_")) throw new Error("The SQLite drop-in has another shape than expected");
  writeFileSync(join(content, "db.php"), source);
}

/** Application Passwords want HTTPS except on a local site; nothing but this machine is ever called. */
export function writeConfig(
  site: string,
  url: string,
  constants: Record<string, string | boolean> = {},
): void {
  const keys = ["AUTH", "SECURE_AUTH", "LOGGED_IN", "NONCE"].flatMap((name) => [
    `${name}_KEY`,
    `${name}_SALT`,
  ]);
  const defined = {
    DB_NAME: "wp",
    DB_USER: "",
    DB_PASSWORD: "",
    DB_HOST: "",
    DB_CHARSET: "utf8mb4",
    DB_COLLATE: "",
    WP_HOME: url,
    WP_SITEURL: url,
    WP_ENVIRONMENT_TYPE: "local",
    WP_HTTP_BLOCK_EXTERNAL: true,
    WP_ACCESSIBLE_HOSTS: "127.0.0.1,localhost",
    DISABLE_WP_CRON: true,
    AUTOMATIC_UPDATER_DISABLED: true,
    FS_METHOD: "direct",
    WP_DEBUG: true,
    WP_DEBUG_LOG: true,
    WP_DEBUG_DISPLAY: false,
    ...Object.fromEntries(keys.map((name) => [name, `test-${name}`])),
    ...constants,
  };
  // A JSON string in single quotes is a PHP string, once backslashes and quotes are escaped.
  const json = JSON.stringify(defined).replaceAll("\\", "\\\\").replaceAll("'", "\\'");
  const source = `<?php
foreach (json_decode('${json}', true) as $name => $value) define($name, $value);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`;
  rmSync(join(site, "wp-config.php"), { force: true });
  writeFileSync(join(site, "wp-config.php"), source);
}

/** What the rewrite rules of a web server do. */
const router = `<?php
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
$file = __DIR__ . $path;
if ($path !== '/' && is_file($file)) return false;
$own = $path !== '/' && is_file(rtrim($file, '/') . '/index.php');
$index = $own ? rtrim($path, '/') . '/index.php' : '/index.php';
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $index;
chdir(dirname(__DIR__ . $index));
require __DIR__ . $index;
`;

const install = `
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = '127.0.0.1';
ob_start();
require getcwd() . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Test site', 'admin', 'admin@example.test', true, '', 'password');
$GLOBALS['wp_rewrite']->set_permalink_structure('/%postname%/');
[$password] = WP_Application_Passwords::create_new_application_password(1, ['name' => 'tests']);
ob_end_clean();
echo json_encode(['user' => 'admin', 'password' => 'password', 'applicationPassword' => $password]);
`;
