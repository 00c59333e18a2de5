export type { PackageFileType } from "./containers/container.ts";
export { formulaSafe } from "./csv.ts";
export { createNameRegistry, isSafeName, type NameRegistry, safeStem } from "./names.ts";
export { checkExportOptions } from "./options.ts";
export { PACKAGE_FORMAT_VERSION } from "./package-documents.ts";
export { packageFileType } from "./package-file-type.ts";
export { platformFormats } from "./platforms/registry.ts";
export * from "./platforms/unity/index.ts";
export {
  AssetFault,
  ExportError,
  type ExportErrorCode,
  type ExportProblem,
  type ExportProblemCode,
} from "./problems.ts";
export {
  type CommerceSize,
  EXPORT_PLATFORMS,
  type ExportAsset,
  type ExportJob,
  type ExportOptions,
  type ExportPlatform,
  type ExportSummary,
  type ImageFormat,
  type SocialFormatName,
  type TaxonomyMapping,
  type UnityFilterMode,
  type UnityTextureFormat,
  type UnityTextureType,
  type UnityWrapMode,
} from "./types.ts";
export { writePackage } from "./write-package.ts";
