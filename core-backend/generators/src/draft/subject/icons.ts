import { createRequire } from "node:module";
import { OWN_DRAWINGS } from "./drawings/index.ts";

/** The canvas of every icon: its path data lies within 0..512 on both axes. */

interface IconSet {
  icons: Record<string, { body: string }>;
}

// createRequire reads JSON without an import attribute and works the same in workers and bundlers.
const iconSet = createRequire(import.meta.url)("@iconify-json/game-icons/icons.json") as IconSet;

/** Every icon name, in the set's order. */
export const iconNames: readonly string[] = Object.keys(iconSet.icons);

/** True when the set, or our own drawings, hold that icon. */
export function hasIcon(name: string): boolean {
  return OWN_DRAWINGS.has(name) || Object.hasOwn(iconSet.icons, name);
}

/** The icon's SVG path data, undefined when there is no such icon. */
export function iconPath(name: string): string | undefined {
  const own = OWN_DRAWINGS.get(name);
  if (own !== undefined || !hasIcon(name)) return own;
  return / d="([^"]+)"/.exec(iconSet.icons[name]?.body ?? "")?.[1];
}

/**
 * What must be said where a picture of this icon is published (CC BY 3.0, section 4): source, authors, licence
 * with its address, and that it was changed. The same words for every icon of the set, which does not carry each
 * icon's own author; undefined for our own drawings, which ask for none.
 */
export function iconAttribution(name: string): string | undefined {
  return OWN_DRAWINGS.has(name) ? undefined : SET_ATTRIBUTION;
}

const SET_ATTRIBUTION =
  "Icons by Lorc, Delapouite and contributors, game-icons.net, CC BY 3.0 (https://creativecommons.org/licenses/by/3.0/), altered";
