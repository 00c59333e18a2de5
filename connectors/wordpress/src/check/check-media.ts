import { ConnectorError, type Health } from "@assetql/connector-sdk";
import { z } from "zod";
import { callSite } from "../api/call-site.ts";
import { forgetSite, openSite, type Site } from "../api/open-site.ts";
import type { MediaContext } from "../media/media-context.ts";

const userSchema = z.object({
  name: z.string(),
  roles: z.array(z.string()).default([]),
  // PHP has an empty list where there is nothing.
  capabilities: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]).default({}),
});
const aboutSchema = z.object({ plugin: z.string(), maxUploadBytes: z.number() });
const taxonomiesSchema = z.union([
  z.record(z.string(), z.object({ rest_base: z.string() })),
  z.array(z.never()),
]);

/** Further checks of a connector. Returns facts, or throws a ConnectorError. */
export type CheckMore = (site: Site, may: (capability: string) => boolean) => Promise<Record<string, string>>;

/** The part of a check that every connector to a media library has in common. */
export async function checkMedia(context: MediaContext, more: CheckMore): Promise<Health> {
  const facts: Record<string, string> = {};
  try {
    const site = await openAnew(context);
    facts.site = site.name;
    const user = await readUser(site);
    facts.user = user.name;
    facts.roles = user.roles.join(", ");
    const may = (capability: string) =>
      !Array.isArray(user.capabilities) && Boolean(user.capabilities[capability]);
    if (!may("upload_files")) {
      const detail = `${user.name} may not upload files on ${site.url}. Give the user the role Author or Editor, or use another one.`;
      throw new ConnectorError("permission-denied", detail);
    }
    Object.assign(facts, await pluginFacts(site));
    await assertTaxonomy(context, site);
    Object.assign(facts, await more(site, may));
    return { status: "ok", code: null, detail: `Connected to “${site.name}” as ${user.name}.`, facts };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { status: "failing", code: error.code, detail: error.message, facts };
  }
}

/** A check is there to see what is, not what was. */
async function openAnew(context: MediaContext): Promise<Site> {
  forgetSite(await openSite(context));
  return openSite(context);
}

async function readUser(site: Site): Promise<z.infer<typeof userSchema>> {
  const path = "/wp/v2/users/me?context=edit&_fields=name,roles,capabilities";
  try {
    return await callSite(site, { path }, userSchema);
  } catch (error) {
    const isRefused = error instanceof ConnectorError && error.code === "credentials-refused";
    if (!isRefused || site.offersApplicationPasswords) throw error;
    const detail = `${site.url} has Application Passwords turned off. They need HTTPS, and some security plugins turn them off; ask whoever runs the site.`;
    throw new ConnectorError("credentials-refused", detail, { cause: error });
  }
}

async function pluginFacts(site: Site): Promise<Record<string, string>> {
  if (!site.hasPlugin) return { plugin: "not installed" };
  const { plugin, maxUploadBytes } = await callSite(site, { path: "/assetql/v1/about" }, aboutSchema);
  return { plugin, uploadLimit: `${Math.floor(maxUploadBytes / 1_048_576)} MB` };
}

async function assertTaxonomy({ config }: MediaContext, site: Site): Promise<void> {
  if (config.taxonomy === undefined) return;
  const path = "/wp/v2/taxonomies?type=attachment";
  const found = await callSite(site, { path }, taxonomiesSchema);
  const bases = Object.values(found).map((taxonomy) => taxonomy.rest_base);
  if (bases.includes(config.taxonomy)) return;
  const has = bases.length === 0 ? "none" : bases.join(", ");
  const detail = `The media library of ${site.url} has no taxonomy “${config.taxonomy}”. It has: ${has}.`;
  throw new ConnectorError("config-invalid", detail);
}
