import { packPlugin } from "../../connectors/wordpress/plugin/scripts/pack.mjs";
import { type Site, type SiteSettings, startWordPress } from "../support/wordpress/start-wordpress.ts";

/** A WordPress with the plugin, installed from the ZIP that users get. */
export async function startPluginSite(settings: SiteSettings): Promise<Site> {
  return startWordPress({ ...settings, plugins: [await packPlugin()] });
}

/** Notices, warnings and errors of PHP that come from the plugin's own files. */
export const complaints = (site: Site): string[] =>
  site
    .phpLog()
    .split("\n")
    .filter((line) => line.includes("plugins/assetql/"));
