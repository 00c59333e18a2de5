import { ConnectorError, type Context, type Health } from "@assetql/connector-sdk";
import { z } from "zod";
import { callSite } from "../api/call-site.ts";
import type { Site } from "../api/open-site.ts";
import type { WordPressConfig, WordPressCredentials } from "../config.ts";
import { checkMedia } from "./check-media.ts";

const typesSchema = z.record(z.string(), z.object({ rest_base: z.string() }));

/** Whether the site is reached, lets us in, takes uploads, and has the types that the target names. */
export function checkWordPress(context: Context<WordPressConfig, WordPressCredentials>): Promise<Health> {
  return checkMedia(context, async (site, may) => {
    const { placement, itemTypes } = context.config;
    if (placement === "featured" && !may("edit_posts")) {
      const detail = `The WordPress user may not edit posts on ${site.url}, so it cannot set featured images. Give it the role Author or Editor.`;
      throw new ConnectorError("permission-denied", detail);
    }
    await assertTypes(site, itemTypes);
    return {};
  });
}

async function assertTypes(site: Site, itemTypes: readonly string[]): Promise<void> {
  const types = await callSite(site, { path: "/wp/v2/types?context=edit" }, typesSchema);
  const bases = Object.values(types).map(({ rest_base: base }) => base);
  const unknown = itemTypes.filter((type) => !bases.includes(type));
  if (unknown.length === 0) return;
  const detail = `${site.url} has no ${unknown.join(", ")}. It has: ${bases.filter((base) => !base.includes("wp_") && !base.includes("/")).join(", ")}.`;
  throw new ConnectorError("config-invalid", detail);
}
