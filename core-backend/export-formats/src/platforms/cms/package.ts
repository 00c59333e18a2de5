import { writeCsv } from "../../csv.ts";
import { jpegWithin } from "../../images/jpeg.ts";
import { assetStem, createNameRegistry } from "../../names.ts";
import { factsOf, type OpenPackage, type PackageContext } from "../format.ts";
import { hostedUrl, imageUrl } from "../image-url.ts";
import type { CmsItem, CmsManifest } from "./manifest.ts";

const DEFAULT_QUALITY = 82;

/** A package for a CMS: one web-sized JPEG per asset and the files that import titles, alt texts and terms. */
export function openCmsPackage(manifest: CmsManifest, { options }: PackageContext): OpenPackage {
  const quality = options.jpegQuality ?? DEFAULT_QUALITY;
  const stems = createNameRegistry();
  const items: CmsItem[] = [];
  return {
    opening: [],
    async render(source) {
      const jpeg = await jpegWithin(await source.opaquePixels(), options.maxLongSide, quality);
      return [{ role: "web", contentType: "image/jpeg", ...jpeg }];
    },
    place(asset, renditions) {
      return renditions.map((rendition) => {
        const { role, contentType, bytes } = rendition;
        const facts = factsOf(rendition);
        const fileName = `${stems.claim(assetStem(asset))}.jpg`;
        const path = `images/${fileName}`;
        items.push({
          asset,
          rendition: facts,
          path,
          fileName,
          url: imageUrl(asset, fileName, options.baseUrl),
          hostedUrl: hostedUrl(fileName, options.baseUrl),
        });
        return { path, role, contentType, bytes, rendition: facts };
      });
    },
    finish: () => ({
      documents: [
        { path: manifest.csvName, bytes: writeCsv(manifest.columns, items) },
        ...manifest.extraDocuments(items, options),
      ],
      steps: manifest.steps(items.every(({ url }) => url !== "")),
    }),
  };
}
