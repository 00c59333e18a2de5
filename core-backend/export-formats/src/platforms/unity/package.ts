import type { PackageContainer } from "../../containers/container.ts";
import { zipContainer } from "../../containers/zip.ts";
import { assetStem, createNameRegistry, safeStem } from "../../names.ts";
import type { ResolvedOptions } from "../../options.ts";
import { AssetFault } from "../../problems.ts";
import type { AssetRecord, ExportOptions } from "../../types.ts";
import {
  factsOf,
  type OpenPackage,
  type PackageContext,
  type PackageDocument,
  type PlacedFile,
  type Rendition,
} from "../format.ts";
import { folderMeta, SPRITE_FILE_ID, spriteMeta, textMeta, unityGuid } from "./meta.ts";
import { encodeTga, MAX_TGA_SIDE } from "./tga.ts";
import { unityPackageContainer } from "./unitypackage.ts";

const ROOT = "Assets/AssetQL";
const MAPPING_FORMAT_VERSION = 1;

/** Folder names that mean something to Unity wherever they are, such as keeping files out of builds. */
const UNITY_FOLDERS = new Set(["editor", "resources", "plugins", "streamingassets", "gizmos", "cvs"]);

export function unityContainer({ container, textureFormat }: ExportOptions): PackageContainer {
  return container === "unitypackage" ? unityPackageContainer(textureFormat ?? "png") : zipContainer;
}

export function openUnityPackage({ batchName, exportId, options }: PackageContext): OpenPackage {
  const folder = `${ROOT}/${batchFolder(batchName, exportId)}`;
  const textures = `${folder}/Textures`;
  const mappingPath = `${folder}/assetql-mapping.json`;
  const names = createNameRegistry();
  const mapping: object[] = [];
  return {
    opening: [ROOT, folder, textures].map((path) => document(`${path}.meta`, folderMeta(path))),
    async render(source) {
      const { width, height, sha256 } = source;
      if (options.unity.textureFormat === "png") {
        return [
          { role: "texture", contentType: "image/png", bytes: source.intactPng(), width, height, sha256 },
        ];
      }
      if (Math.max(width, height) > MAX_TGA_SIDE) {
        throw new AssetFault("asset-too-large", `A TGA can't have sides longer than ${MAX_TGA_SIDE} pixels.`);
      }
      const bytes = encodeTga(await source.pixelsWithAlpha());
      return [{ role: "texture", contentType: "image/x-tga", bytes, width, height }];
    },
    place(asset, renditions) {
      const extension = options.unity.textureFormat;
      const path = `${textures}/${names.claim(assetStem(asset, " ."))}.${extension}`;
      mapping.push(mappingEntry(asset, path));
      return renditions.flatMap((rendition) => texture(path, rendition, options));
    },
    finish: () => ({
      documents: withSettings(
        mappingPath,
        `${JSON.stringify({ formatVersion: MAPPING_FORMAT_VERSION, exportId, batchName, assets: mapping }, null, 2)}\n`,
      ),
      steps: [
        ...importSteps[options.unity.container],
        "The textures are imported as sprites with the settings in their .meta files.",
        `Your images are in ${textures}. Their GUIDs depend on the path alone, so a later export of the same batch replaces the images and keeps every reference to them.`,
        `${mappingPath} says which asset, SKU, prompt and tags belong to which texture.`,
      ],
    }),
    ...(options.unity.container === "zip" ? {} : { placeDocument: inFolder(folder) }),
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

function texture(path: string, rendition: Rendition, { unity }: ResolvedOptions): PlacedFile[] {
  const { role, contentType, bytes, width, height } = rendition;
  const settings = spriteMeta(path, { width, height, ...unity });
  return [
    // The .meta first: an importer that watches the folder must not find a texture without its settings.
    { path: `${path}.meta`, role: "import-settings", contentType: "text/yaml", bytes: Buffer.from(settings) },
    { path, role, contentType, bytes, rendition: factsOf(rendition) },
  ];
}

function mappingEntry(asset: AssetRecord, path: string): object {
  return {
    assetId: asset.assetId,
    version: asset.version,
    guid: unityGuid(path),
    spriteFileId: SPRITE_FILE_ID,
    path,
    sku: asset.sku,
    title: asset.title,
    altText: asset.altText,
    category: asset.category,
    tags: asset.tags,
    prompt: asset.prompt,
    seed: asset.seed,
    styleScore: asset.style?.score,
    styleProfile: asset.style?.name,
    attribution: asset.generator.attribution,
    isDraft: asset.generator.isDraft,
    width: asset.width,
    height: asset.height,
    metadata: asset.metadata,
  };
}

function batchFolder(batchName: string, exportId: string): string {
  const folder = safeStem(batchName, " ") || safeStem(exportId) || "batch";
  return UNITY_FOLDERS.has(folder.toLowerCase()) ? `${folder}-batch` : folder;
}

function document(path: string, text: string): PackageDocument {
  return { path, bytes: Buffer.from(text) };
}
