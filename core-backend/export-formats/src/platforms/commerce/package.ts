import { type CsvColumn, writeCsv } from "../../csv.ts";
import { jpegWithin } from "../../images/jpeg.ts";
import type { SourceImage } from "../../images/source-image.ts";
import { assetStem, createNameRegistry, slug } from "../../names.ts";
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
import { COMMERCE_SIZES, type CommerceManifest, metadataValue, type Product } from "./manifest.ts";

const DEFAULT_QUALITY = 86;
const HANDLE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

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

/** A package for a shop: three JPEG sizes per asset, named by SKU, and the shop's product import. */
export function openCommercePackage(manifest: CommerceManifest, { options }: PackageContext): OpenPackage {
  const sizes = { ...manifest.sizes, ...options.sizes };
  const quality = options.jpegQuality ?? DEFAULT_QUALITY;
  const stems = createNameRegistry();
  const catalogue = createCatalogue();
  const imageRows: ImageRow[] = [];
  let everyImageHasUrl = true;
  return {
    opening: [],
    render: (source) => renderSizes(source, sizes, quality),
    place(asset, renditions) {
      const stem = stems.claim(assetStem(asset));
      const files = renditions.map((rendition) => placed(stem, rendition));
      const fileName = `${stem}-large.jpg`;
      const url = imageUrl(asset, fileName, options.baseUrl);
      everyImageHasUrl &&= url !== "";
      catalogue.add(asset, { fileName, url, altText: asset.altText });
      imageRows.push(...files.map(({ path, rendition }) => ({ asset, path, rendition })));
      return files;
    },
    finish: () => ({
      documents: [
        manifest.productsCsv(catalogue.products()),
        { path: "images.csv", bytes: writeCsv(IMAGE_COLUMNS, imageRows) },
      ],
      steps: manifest.steps(everyImageHasUrl),
    }),
  };
}

async function renderSizes(
  source: SourceImage,
  sizes: Readonly<Record<CommerceSize, number>>,
  quality: number,
): Promise<Rendition[]> {
  const pixels = await source.opaquePixels();
  const longest = Math.max(source.width, source.height);
  // Sizes beyond the source are the source's own size: encoded once.
  const bySide = new Map<number, ReturnType<typeof jpegWithin>>();
  return Promise.all(
    COMMERCE_SIZES.map(async (role) => {
      const side = Math.min(sizes[role], longest);
      const jpeg = bySide.get(side) ?? jpegWithin(pixels, side, quality);
      bySide.set(side, jpeg);
      return { role, contentType: "image/jpeg", ...(await jpeg) };
    }),
  );
}

function placed(stem: string, rendition: Rendition): PlacedFile & { rendition: RenditionFacts } {
  const { role, contentType, bytes } = rendition;
  return {
    path: `images/${role}/${stem}-${role}.jpg`,
    role,
    contentType,
    bytes,
    rendition: factsOf(rendition),
  };
}

/** Groups assets into products: by the batch's own handle, else by SKU, else one product per asset. */
function createCatalogue() {
  const products = new Map<string, Product>();
  const handles = createNameRegistry();
  return {
    add(asset: AssetRecord, image: Product["images"][number]): void {
      const given = metadataValue(asset, "handle", "url handle").toLowerCase();
      const sku = asset.sku?.trim() ?? "";
      const key = HANDLE.test(given)
        ? `handle ${given}`
        : sku !== ""
          ? `sku ${sku}`
          : `asset ${asset.assetId}`;
      const known = products.get(key);
      if (known) {
        known.images.push(image);
        return;
      }
      const wanted = HANDLE.test(given)
        ? given
        : slug(asset.title) || slug(sku) || slug(asset.assetId) || "product";
      products.set(key, { handle: handles.claim(wanted), asset, images: [image] });
    },
    products: () => [...products.values()],
  };
}
