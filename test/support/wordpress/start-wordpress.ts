import { type ChildProcess, execFile, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "../free-port.ts";
import { until } from "../until.ts";
import { fixtureFolder } from "./install-fixture.mjs";
import { linkTree } from "./link-tree.ts";
import { compiledFolder, phpOptions, phpProgram, runPhp } from "./php.ts";
import { type Credentials, templateOf, type WordPressVersion, writeConfig } from "./template.ts";

export interface SiteSettings {
  /** "6.2" is the oldest the plugin supports. */
  readonly version: WordPressVersion;
  /** Folders or ZIP files of plugins, put in place and activated. */
  readonly plugins?: readonly string[];
  /** A free one unless given. */
  readonly port?: number;
  /** More constants of wp-config.php. */
  readonly constants?: Record<string, string | boolean>;
}

/** A running WordPress. `user` logs in with `password`, and by REST with `applicationPassword`. */
export interface Site extends Credentials {
  readonly url: string;
  readonly folder: string;
  /** Runs PHP inside this WordPress as its administrator, and gives what the code prints. */
  eval(php: string): Promise<string>;
  /** Headers of a REST call as the administrator. */
  readonly authorization: { readonly Authorization: string };
  /** What PHP and WordPress have logged: notices, warnings, errors. */
  phpLog(): string;
  stop(): Promise<void>;
}

/** Starts a WordPress of its own, in about two seconds. Stop it at the end: it is a process and a folder. */
export async function startWordPress(settings: SiteSettings): Promise<Site> {
  const template = await templateOf(settings.version);
  const port = settings.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  mkdirSync(join(fixtureFolder, "sites"), { recursive: true });
  const folder = mkdtempSync(join(fixtureFolder, "sites", `${settings.version}-`));
  await linkTree(template.folder, folder, (path) => path.includes("/wp-content/database/"));
  mkdirSync(compiledFolder(folder));
  writeConfig(folder, url, settings.constants);
  for (const plugin of settings.plugins ?? []) await putPlugin(folder, plugin);
  const server = serve(folder, port);
  const site = siteOf({ url, folder, server, credentials: template.credentials });
  try {
    await until(() => answered(server, `${url}/wp-json/`));
    if (settings.plugins !== undefined) await activateAll(site);
  } catch (error) {
    await site.stop();
    throw error;
  }
  return site;
}

interface Running {
  readonly url: string;
  readonly folder: string;
  readonly server: ChildProcess;
  readonly credentials: Credentials;
}

function siteOf({ url, folder, server, credentials }: Running): Site {
  const basic = Buffer.from(`${credentials.user}:${credentials.applicationPassword}`).toString("base64");
  const debugLog = join(folder, "wp-content", "debug.log");
  const killAtExit = () => kill(server);
  process.once("exit", killAtExit);
  return {
    ...credentials,
    url,
    folder,
    authorization: { Authorization: `Basic ${basic}` },
    eval: (php) => runPhp(folder, `${evaluated(url)}\n${php}`),
    phpLog: () => (existsSync(debugLog) ? readFileSync(debugLog, "utf8") : ""),
    async stop() {
      process.off("exit", killAtExit);
      const closed = new Promise((resolve) => server.once("close", resolve));
      if (kill(server)) await closed;
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function evaluated(url: string): string {
  return `$_SERVER['HTTP_HOST'] = '${new URL(url).host}'; $_SERVER['REQUEST_METHOD'] = 'GET';
require getcwd() . '/wp-load.php'; wp_set_current_user(1);`;
}

/** One request at a time is all that PHP's server can do without workers; they are children of its own group. */
function serve(folder: string, port: number): ChildProcess {
  return spawn(phpProgram(), [...phpOptions(folder), "-S", `127.0.0.1:${port}`, "router.php"], {
    cwd: folder,
    detached: true,
    stdio: "ignore",
    env: { ...process.env, PHP_CLI_SERVER_WORKERS: "4" },
  });
}

function kill(server: ChildProcess): boolean {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return false;
  try {
    process.kill(-server.pid, "SIGKILL");
    return true;
  } catch {
    return false;
  }
}

async function answered(server: ChildProcess, url: string): Promise<true | undefined> {
  if (server.exitCode !== null) throw new Error("PHP's server has ended");
  try {
    const answer = await fetch(url);
    await answer.arrayBuffer();
    return answer.ok ? true : undefined;
  } catch {
    return undefined;
  }
}

async function putPlugin(site: string, plugin: string): Promise<void> {
  const plugins = join(site, "wp-content", "plugins");
  if (statSync(plugin).isDirectory()) {
    const target = join(plugins, basename(plugin));
    rmSync(target, { recursive: true, force: true });
    cpSync(plugin, target, { recursive: true });
  } else await promisify(execFile)("unzip", ["-qo", plugin, "-d", plugins]);
}

async function activateAll(site: Site): Promise<void> {
  const said = await site.eval(`
    require_once ABSPATH . 'wp-admin/includes/plugin.php';
    foreach (array_diff(array_keys(get_plugins()), ['hello.php', 'akismet/akismet.php']) as $plugin) {
      $result = activate_plugin($plugin);
      if (is_wp_error($result)) echo $plugin . ': ' . $result->get_error_message();
    }`);
  if (said !== "") throw new Error(`A plugin could not be activated: ${said}`);
}
