import type { PackageContainer } from "../../containers/container.ts";
import { zipContainer } from "../../containers/zip.ts";
import { createNameRegistry } from "../../names.ts";
import type { ResolvedOptions } from "../../options.ts";
import type { ExportOptions } from "../../types.ts";
import {
  factsOf,
  type OpenPackage,
  type PackageContext,
  type PackageDocument,
  type PlacedFile,
  type Rendition,
} from "../format.ts";
import {
  UNITY_MAPPING_NAME,
  type UnityMappingEntry,
  unityMappingDocument,
  unityMappingEntry,
} from "./mapping.ts";
import { folderMeta, textMeta, unityGuid } from "./meta.ts";
import { UNITY_ROOT, unityBatchFolder, unityStem } from "./paths.ts";
import { renderTexture } from "./render-texture.ts";
import { textureMeta } from "./texture-meta.ts";
import { unityPackageContainer } from "./unitypackage.ts";

export function unityContainer({ container, textureFormat }: ExportOptions): PackageContainer {
  return container === "unitypackage" ? unityPackageContainer(textureFormat ?? "png") : zipContainer;
}

export function openUnityPackage({ batchName, exportId, options: { unity } }: PackageContext): OpenPackage {
  const folder = `${UNITY_ROOT}/${unityBatchFolder(batchName, exportId)}`;
  const textures = `${folder}/Textures`;
  const mappingPath = `${folder}/${UNITY_MAPPING_NAME}`;
  const names = createNameRegistry();
  const mapping: UnityMappingEntry[] = [];
  return {
    opening: [UNITY_ROOT, folder, textures].map((path) => document(`${path}.meta`, folderMeta(path))),
    async render(source) {
      const { isSource, ...file } = await renderTexture(source, {
        format: unity.textureFormat,
        maxSide: unity.maxLongSide,
      });
      return [{ role: "texture", ...file, ...(isSource ? { sha256: source.sha256 } : {}) }];
    },
    place(asset, renditions) {
      const path = `${textures}/${names.claim(unityStem(asset))}.${unity.textureFormat}`;
      return renditions.flatMap((rendition) => {
        const { width, height } = rendition;
        const { textureType } = unity;
        mapping.push(unityMappingEntry(asset, { path, guid: unityGuid(path), textureType, width, height }));
        return texture(path, rendition, unity);
      });
    },
    finish: () => ({
      documents: withSettings(mappingPath, unityMappingDocument({ exportId, batchName }, mapping)),
      steps: [
        ...importSteps[unity.container],
        `The textures are imported as ${unity.textureType === "sprite" ? "sprites" : "textures"} with the settings in their .meta files.`,
        `Your images are in ${textures}. Their GUIDs depend on the path alone, so a later export of the same batch replaces the images and keeps every reference to them.`,
        `${mappingPath} says which asset, SKU, prompt and tags belong to which texture.`,
      ],
    }),
    ...(unity.container === "zip" ? {} : { placeDocument: inFolder(folder) }),
  };
}

const importSteps = {
  zip: [
    'Copy the folder "Assets" of this package into your project\'s folder, over the "Assets" that is there. Only Assets/AssetQL is added to; the Unity editor may stay open. Then switch to Unity.',
  ],
  unitypackage: [
    "In Unity choose Assets, Import Package, Custom Package, choose the file and import everything in it. Only Assets/AssetQL is added to.",
  ],
} as const;

/** Nothing of a .unitypackage can lie outside Assets. */
const inFolder = (folder: string) => (text: PackageDocument) =>
  withSettings(`${folder}/${text.path}`, text.bytes);

/** A text asset, its .meta first. */
function withSettings(path: string, content: string | Uint8Array): PackageDocument[] {
  return [document(`${path}.meta`, textMeta(path)), { path, bytes: Buffer.from(content) }];
}

function texture(path: string, rendition: Rendition, unity: ResolvedOptions["unity"]): PlacedFile[] {
  const { role, contentType, bytes, width, height } = rendition;
  const settings = textureMeta(unityGuid(path), { width, height, ...unity });
  return [
    // The .meta first: an importer that watches the folder must not find a texture without its settings.
    { path: `${path}.meta`, role: "import-settings", contentType: "text/yaml", bytes: Buffer.from(settings) },
    { path, role, contentType, bytes, rendition: factsOf(rendition) },
  ];
}

function document(path: string, text: string): PackageDocument {
  return { path, bytes: Buffer.from(text) };
}
