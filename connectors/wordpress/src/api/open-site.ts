import { ConnectorError, type Context } from "@assetql/connector-sdk";
import { z } from "zod";
import { callSite, type SiteDoor } from "./call-site.ts";
import { WordPressError } from "./wordpress-error.ts";

const indexSchema = z.object({
  name: z.string(),
  namespaces: z.array(z.string()),
  authentication: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]).optional(),
});

/** What a site says of itself. */
export interface SiteFacts {
  readonly name: string;
  readonly hasPlugin: boolean;
  readonly hasWooCommerce: boolean;
  readonly offersApplicationPasswords: boolean;
}

/** A site that has been found to be a WordPress. */
export interface Site extends SiteDoor, SiteFacts {}

export type SiteContext = Context<{ readonly siteUrl: string }, Login>;

interface Login {
  readonly username: string;
  readonly applicationPassword: string;
}

interface Known {
  readonly facts: SiteFacts & Pick<SiteDoor, "plainPermalinks">;
  readonly until: number;
}

const KNOWN_FOR_MS = 300_000;
const MOST_KNOWN = 1_000;
/** By address and login: whether a site has the plugin need not be asked before every call. */
const known = new Map<string, Known>();

/** The site of a target. Throws a ConnectorError when it is not reached, refuses the login, or is no WordPress. */
export async function openSite(context: SiteContext): Promise<Site> {
  const { username, applicationPassword } = await context.credentials();
  const url = context.config.siteUrl.replace(/[?#].*$/, "").replace(/(\/wp-(json|admin))?\/*$/, "");
  const authorization = `Basic ${Buffer.from(`${username}:${applicationPassword}`).toString("base64")}`;
  const door: SiteDoor = { url, plainPermalinks: false, authorization, context };
  const key = `${url} ${authorization}`;
  const remembered = known.get(key);
  if (remembered !== undefined && remembered.until > context.now()) return { ...door, ...remembered.facts };
  const facts = await discover(door);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, { facts, until: context.now() + KNOWN_FOR_MS });
  return { ...door, ...facts };
}

/** Asks anew at the next call: something of the site is not as it was. */
export function forgetSite({ url, authorization }: SiteDoor): void {
  known.delete(`${url} ${authorization}`);
}

async function discover(door: SiteDoor): Promise<Known["facts"]> {
  try {
    return { ...(await readIndex(door)), plainPermalinks: false };
  } catch (error) {
    if (!(error instanceof WordPressError) || !isElsewhere(error)) throw error;
    try {
      return { ...(await readIndex({ ...door, plainPermalinks: true })), plainPermalinks: true };
    } catch {
      throw error;
    }
  }
}

/** A site without pretty permalinks knows no /wp-json/, and its server says so, or shows its front page. */
function isElsewhere({ code, refusal }: WordPressError): boolean {
  return code === "not-the-platform" || (refusal.status === 404 && refusal.code === "");
}

async function readIndex(door: SiteDoor): Promise<SiteFacts> {
  const path = "/?_fields=name,namespaces,authentication";
  const { name, namespaces, authentication } = await callSite(door, { path }, indexSchema);
  if (!namespaces.includes("wp/v2")) {
    throw new ConnectorError(
      "not-the-platform",
      `${door.url} has no WordPress REST API (wp/v2). A plugin may have turned it off.`,
    );
  }
  return {
    name,
    hasPlugin: namespaces.includes("assetql/v1"),
    hasWooCommerce: namespaces.includes("wc/v3"),
    offersApplicationPasswords:
      authentication === undefined || Object.hasOwn(authentication, "application-passwords"),
  };
}
