import { createRequire } from "node:module";

/** The canvas of every icon: its path data lies within 0..512 on both axes. */

interface IconSet {
  icons: Record<string, { body: string }>;
}

// createRequire reads JSON without an import attribute and works the same in workers and bundlers.
const iconSet = createRequire(import.meta.url)("@iconify-json/game-icons/icons.json") as IconSet;

/** Every icon name, in the set's order. */
export const iconNames: readonly string[] = Object.keys(iconSet.icons);

/** True when the set holds that icon. */
export function hasIcon(name: string): boolean {
  return Object.hasOwn(iconSet.icons, name);
}

/** The icon's SVG path data, undefined when the set does not hold it. */
export function iconPath(name: string): string | undefined {
  return hasIcon(name) ? / d="([^"]+)"/.exec(iconSet.icons[name]?.body ?? "")?.[1] : undefined;
}

/**
 * What must be said where a picture of this icon is published (CC BY 3.0, section 4(b)): source, authors,
 * licence, and that it was changed. The set does not carry each icon's own author.
 */
export function iconAttribution(name: string): string {
  return `Subject "${name}" from game-icons.net by Lorc, Delapouite and contributors, CC BY 3.0 (https://creativecommons.org/licenses/by/3.0/), altered`;
}
