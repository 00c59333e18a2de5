import { ExportError } from "./problems.ts";
import type { ExportOptions, ExportPlatform } from "./types.ts";

const SHOPS = ["shopify", "woocommerce"] as const;
const CMS = ["wordpress", "contentful"] as const;

/** Which platforms have a use for an option. */
const takenBy: Readonly<Record<keyof ExportOptions, readonly ExportPlatform[]>> = {
  jpegQuality: [...SHOPS, ...CMS, "social"],
  imageFormat: [...SHOPS, ...CMS],
  background: [...SHOPS, ...CMS, "social"],
  sizes: SHOPS,
  maxLongSide: [...CMS, "unity"],
  imageBaseUrl: [...SHOPS, ...CMS],
  locale: ["contentful"],
  taxonomy: CMS,
  socialFormats: ["social"],
  textureType: ["unity"],
  pixelsPerUnit: ["unity"],
  filterMode: ["unity"],
  textureFormat: ["unity"],
  container: ["unity"],
};

const isOption = (name: string): name is keyof ExportOptions => Object.hasOwn(takenBy, name);

/** @throws ExportError `invalid-option` for an option that `platform` has no use for. */
export function refuseForeignOptions(platform: ExportPlatform, options: ExportOptions): void {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    if (!isOption(name)) {
      throw new ExportError("invalid-option", `There is no export option "${name}".`, { option: name });
    }
    if (takenBy[name].includes(platform)) continue;
    throw new ExportError(
      "invalid-option",
      `The export option "${name}" is for ${inWords(takenBy[name])}; a ${platform} export has no use for it. Leave it out.`,
      { option: name },
    );
  }
}

function inWords(platforms: readonly string[]): string {
  const last = platforms.at(-1) ?? "";
  return platforms.length < 2 ? last : `${platforms.slice(0, -1).join(", ")} and ${last}`;
}
