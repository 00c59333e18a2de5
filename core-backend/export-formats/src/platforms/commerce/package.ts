import { type CsvColumn, writeCsv } from "../../csv.ts";
import { type EncodedImage, type Encoding, imageTypes, imageWithin } from "../../images/scale.ts";
import type { Pixels } from "../../images/source-image.ts";
import { assetStem, createNameRegistry } from "../../names.ts";
import type { AssetRecord, CommerceSize } from "../../types.ts";
import {
  factsOf,
  type OpenPackage,
  type PackageContext,
  type PlacedFile,
  type Rendition,
  type RenditionFacts,
} from "../format.ts";
import { imageUrl } from "../image-url.ts";
import { createCatalogue } from "./catalogue.ts";
import { COMMERCE_SIZES, type CommerceManifest } from "./manifest.ts";

const DEFAULT_QUALITY = 86;

interface ImageRow {
  asset: AssetRecord;
  path: string;
  rendition: RenditionFacts;
}

const IMAGE_COLUMNS: readonly CsvColumn<ImageRow>[] = [
  { header: "file", value: ({ path }) => path },
  { header: "sku", value: ({ asset }) => asset.sku ?? "" },
  { header: "title", value: ({ asset }) => asset.title },
  { header: "alt_text", value: ({ asset }) => asset.altText },
  { header: "size", value: ({ rendition }) => rendition.role },
  { header: "width", value: ({ rendition }) => rendition.width },
  { header: "height", value: ({ rendition }) => rendition.height },
  { header: "asset_id", value: ({ asset }) => asset.assetId },
];

/** A package for a shop: three sizes of each image, named by SKU, and the shop's product import. */
export function openCommercePackage(manifest: CommerceManifest, { options }: PackageContext): OpenPackage {
  const sizes = { ...manifest.sizes, ...options.sizes };
  const encoding = { format: options.imageFormat, quality: options.jpegQuality ?? DEFAULT_QUALITY };
  const { extension } = imageTypes[options.imageFormat];
  const stems = createNameRegistry();
  const catalogue = createCatalogue(manifest);
  const imageRows: ImageRow[] = [];
  let everyImageHasUrl = true;
  return {
    opening: [],
    async render(source) {
      const pixels = await (options.keepsAlpha ? source.pixelsAsDrawn() : source.opaquePixels());
      return renderSizes(pixels, sizes, encoding);
    },
    place(asset, renditions) {
      const stem = stems.claim(assetStem(asset));
      const files = renditions.map((rendition) =>
        placed(`${stem}-${rendition.role}.${extension}`, rendition),
      );
      const fileName = `${stem}-large.${extension}`;
      const url = imageUrl(asset, fileName, options.baseUrl);
      everyImageHasUrl &&= url !== "";
      catalogue.add(asset, { fileName, url, altText: asset.altText });
      imageRows.push(...files.map(({ path, rendition }) => ({ asset, path, rendition })));
      return files;
    },
    finish: () => {
      const products = catalogue.products();
      return {
        documents: [
          manifest.productsCsv(products),
          { path: "images.csv", bytes: writeCsv(IMAGE_COLUMNS, imageRows) },
        ],
        steps: manifest.steps(everyImageHasUrl),
        remarks: manifest.remarks?.(products) ?? [],
      };
    },
  };
}

async function renderSizes(
  pixels: Pixels,
  sizes: Readonly<Record<CommerceSize, number>>,
  encoding: Encoding,
): Promise<Rendition[]> {
  const longest = Math.max(pixels.width, pixels.height);
  // Sizes beyond the source are the source's own size: encoded once.
  const bySide = new Map<number, Promise<EncodedImage>>();
  return Promise.all(
    COMMERCE_SIZES.map(async (role) => {
      const side = Math.min(sizes[role], longest);
      const image = bySide.get(side) ?? imageWithin(pixels, side, encoding);
      bySide.set(side, image);
      return { role, contentType: imageTypes[encoding.format].contentType, ...(await image) };
    }),
  );
}

function placed(fileName: string, rendition: Rendition): PlacedFile & { rendition: RenditionFacts } {
  const { role, contentType, bytes } = rendition;
  return { path: `images/${role}/${fileName}`, role, contentType, bytes, rendition: factsOf(rendition) };
}
