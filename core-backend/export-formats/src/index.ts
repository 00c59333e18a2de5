export { formulaSafe } from "./csv.ts";
export { isSafeName, safeStem } from "./names.ts";
export { PACKAGE_FORMAT_VERSION } from "./package-documents.ts";
export { platformFormats } from "./platforms/registry.ts";
export {
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
  type UnityFilterMode,
} from "./types.ts";
export { writePackage } from "./write-package.ts";
