export {
  type MappedAsset,
  type MappedTexture,
  UNITY_MAPPING_NAME,
  type UnityMappingEntry,
  unityMappingDocument,
  unityMappingEntry,
} from "./mapping.ts";
export { folderMeta, textMeta, unityGuid } from "./meta.ts";
export { UNITY_ROOT, unityBatchFolder, unityStem } from "./paths.ts";
export { renderUnityTexture, type UnityTexture, type UnityTextureRequest } from "./render-texture.ts";
export {
  SPRITE_FILE_ID,
  type TextureImport,
  textureMeta,
  UNITY_TEXTURE_SIZES,
  type UnityTextureSize,
} from "./texture-meta.ts";
