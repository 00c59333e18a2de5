import type { PackageFileType } from "./containers/container.ts";
import { zipContainer } from "./containers/zip.ts";
import { platformFormats } from "./platforms/registry.ts";
import type { ExportOptions, ExportPlatform } from "./types.ts";

/**
 * How to name and declare the file that `writePackage` makes.
 * @example
 * packageFileType("unity", { container: "unitypackage" }).extension // "unitypackage"
 */
export function packageFileType(platform: ExportPlatform, options: ExportOptions): PackageFileType {
  const { extension, contentType } = platformFormats[platform].container?.(options) ?? zipContainer;
  return { extension, contentType };
}
