import { fileURLToPath } from "node:url";
import { wordpressConnector } from "@assetql/wordpress";
import { z } from "zod";
import { type Site, type SiteSettings, startWordPress } from "../support/wordpress/start-wordpress.ts";
import { siteContext } from "./site-context.ts";

export const pluginFolder = fileURLToPath(new URL("../../connectors/wordpress/plugin", import.meta.url));

export function startSite(
  version: SiteSettings["version"],
  more: Omit<SiteSettings, "version"> & { readonly withPlugin?: boolean } = {},
): Promise<Site> {
  const { withPlugin = false, plugins = [], ...settings } = more;
  return startWordPress({ version, plugins: withPlugin ? [pluginFolder, ...plugins] : plugins, ...settings });
}

export function contextOf(
  site: Pick<Site, "url" | "user" | "applicationPassword">,
  config: Readonly<Record<string, unknown>> = {},
  credentials: { readonly applicationPassword?: string; readonly webhookSecret?: string } = {},
) {
  const { user: username, applicationPassword } = site;
  return siteContext({
    config: wordpressConnector.manifest.configSchema.parse({ siteUrl: site.url, ...config }),
    credentials: { username, applicationPassword, ...credentials },
  });
}

/** Runs PHP that echoes JSON. */
export async function evalJson<T>(site: Site, php: string, schema: z.ZodType<T>): Promise<T> {
  const said = await site.eval(php);
  return schema.parse(JSON.parse(said));
}

/** Posts by their titles, all published; their ids in order. */
export function makePosts(site: Site, titles: readonly string[], type = "post"): Promise<number[]> {
  const given = JSON.stringify(titles).replaceAll("\\", "\\\\").replaceAll("'", "\\'");
  const php = `$ids = [];
    foreach (json_decode('${given}', true) as $title) $ids[] = wp_insert_post(wp_slash([
      'post_title' => $title, 'post_content' => "<p>About <b>" . $title . "</b>.</p>", 'post_status' => 'publish',
      'post_type' => '${type}', 'tags_input' => ['soft clay', 'kitchen'],
    ]));
    echo json_encode($ids);`;
  return evalJson(site, php, z.array(z.int().positive()));
}

/** What a post shows; 0 for nothing. */
export async function shownBy(site: Site, post: number | string): Promise<number> {
  return Number(await site.eval(`echo (int) get_post_thumbnail_id(${post});`));
}

/** How many attachments the library has. */
export async function countMedia(site: Site): Promise<number> {
  return Number(
    await site.eval(
      "echo count(get_posts(['post_type' => 'attachment', 'post_status' => 'any', 'numberposts' => -1]));",
    ),
  );
}
