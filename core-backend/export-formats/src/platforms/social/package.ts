import { type CsvColumn, writeCsv } from "../../csv.ts";
import { coverRegion, type Focus, findFocus, type Jpeg, jpegOfRegion } from "../../images/crop.ts";
import type { Pixels } from "../../images/source-image.ts";
import { assetStem, createNameRegistry } from "../../names.ts";
import { AssetFault } from "../../problems.ts";
import type { AssetRecord } from "../../types.ts";
import {
  factsOf,
  type OpenPackage,
  type PackageContext,
  type PlacedFile,
  type Rendition,
} from "../format.ts";
import { SOCIAL_FORMATS, type SocialFormat } from "./formats.ts";

const DEFAULT_QUALITY = 86;
const QUALITY_STEP = 8;
const LOWEST_QUALITY = 10;
/** Section 4.5: below 1 MB. Decimal, so that it holds however a network counts. */
export const MAX_SOCIAL_BYTES = 1_000_000;

interface PostRow {
  asset: AssetRecord;
  path: string;
  format: SocialFormat;
}

const POST_COLUMNS: readonly CsvColumn<PostRow>[] = [
  { header: "file", value: ({ path }) => path },
  { header: "network", value: ({ format }) => format.network },
  { header: "use", value: ({ format }) => format.use },
  { header: "title", value: ({ asset }) => asset.title },
  { header: "alt_text", value: ({ asset }) => asset.altText },
  { header: "tags", value: ({ asset }) => asset.tags.join(", ") },
  { header: "asset_id", value: ({ asset }) => asset.assetId },
];

/** A package for social networks: each asset in every format asked for, cropped around what draws the eye. */
export function openSocialPackage({ options }: PackageContext): OpenPackage {
  const quality = options.jpegQuality ?? DEFAULT_QUALITY;
  const { socialFormats } = options;
  const formats = SOCIAL_FORMATS.filter(({ role }) => socialFormats?.has(role) ?? true);
  const stems = createNameRegistry();
  const rows: PostRow[] = [];
  return {
    opening: [],
    async render(source) {
      const pixels = await source.opaquePixels();
      const focus = await findFocus(pixels);
      return Promise.all(formats.map((format) => renderFormat(pixels, format, { focus, quality })));
    },
    place(asset, renditions) {
      const stem = stems.claim(assetStem(asset));
      return formats.flatMap((format) => {
        const rendition = renditions.find(({ role }) => role === format.role);
        if (!rendition) return [];
        const file = placed(stem, format, rendition);
        rows.push({ asset, path: file.path, format });
        return [file];
      });
    },
    finish: () => ({
      documents: [{ path: "posts.csv", bytes: writeCsv(POST_COLUMNS, rows) }],
      steps: [
        "There is a folder per network. Every image is a JPEG in sRGB below 1 MB with the pixel size its name says.",
        "Upload an image with the alt text that posts.csv gives for it.",
        'Images were cropped around the part that draws the eye; look at each before you post it. Where an image is larger than its source, manifest.json says by how much under "enlarged".',
      ],
    }),
  };
}

async function renderFormat(
  pixels: Pixels,
  format: SocialFormat,
  { focus, quality }: { focus: Focus; quality: number },
): Promise<Rendition> {
  const region = coverRegion(pixels, format, focus);
  const jpeg = await belowLimit((q) => jpegOfRegion(pixels, region, { ...format, quality: q }), quality);
  const enlarged = Math.round((format.width / region.width) * 1000) / 1000;
  return {
    role: format.role,
    contentType: "image/jpeg",
    ...jpeg,
    ...(enlarged > 1 ? { enlarged } : {}),
  };
}

/** The first encoding below the limit, stepping the quality down from `quality`. */
export async function belowLimit(encode: (quality: number) => Promise<Jpeg>, quality: number): Promise<Jpeg> {
  for (let tried = quality; ; tried = Math.max(tried - QUALITY_STEP, LOWEST_QUALITY)) {
    const jpeg = await encode(tried);
    if (jpeg.bytes.length < MAX_SOCIAL_BYTES) return jpeg;
    if (tried <= LOWEST_QUALITY) {
      throw new AssetFault(
        "rendition-too-large",
        `The image stays above ${MAX_SOCIAL_BYTES} bytes at the lowest JPEG quality.`,
      );
    }
  }
}

function placed(stem: string, { network, width, height }: SocialFormat, rendition: Rendition): PlacedFile {
  const { role, contentType, bytes } = rendition;
  const path = `${network}/${stem}-${width}x${height}.jpg`;
  return { path, role, contentType, bytes, rendition: factsOf(rendition) };
}
