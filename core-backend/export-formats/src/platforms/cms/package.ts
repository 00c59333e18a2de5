import { writeCsv } from "../../csv.ts";
import { imageTypes, imageWithin } from "../../images/scale.ts";
import { assetStem, createNameRegistry } from "../../names.ts";
import { factsOf, type OpenPackage, type PackageContext } from "../format.ts";
import { hostedUrl, imageUrl } from "../image-url.ts";
import type { CmsItem, CmsManifest } from "./manifest.ts";
import { createTermMapper, type Taxonomy, type UnmappedTerms, unmappedRemark } from "./taxonomy.ts";

const DEFAULT_QUALITY = 82;

/** A package for a CMS: one web-sized image per asset and the files that import titles, alt texts and terms. */
export function openCmsPackage(manifest: CmsManifest, { options }: PackageContext): OpenPackage {
  const quality = options.jpegQuality ?? DEFAULT_QUALITY;
  const { extension, contentType } = imageTypes[options.imageFormat];
  const stems = createNameRegistry();
  const terms = createTermMapper(options.taxonomy);
  const items: CmsItem[] = [];
  return {
    opening: [],
    async render(source) {
      const pixels = await (options.keepsAlpha ? source.pixelsAsDrawn() : source.opaquePixels());
      const image = await imageWithin(pixels, options.maxLongSide, { format: options.imageFormat, quality });
      return [{ role: "web", contentType, ...image }];
    },
    place(asset, renditions) {
      return renditions.map((rendition) => {
        const { role, bytes } = rendition;
        const facts = factsOf(rendition);
        const stem = stems.claim(assetStem(asset));
        const fileName = `${stem}.${extension}`;
        const path = `images/${fileName}`;
        items.push({
          asset,
          terms: terms.termsOf(asset),
          rendition: facts,
          path,
          stem,
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
      steps: manifest.steps(
        items.every(({ url }) => url !== ""),
        options,
      ),
      ...(options.taxonomy ? taxonomyFacts(options.taxonomy, terms.unmapped()) : {}),
    }),
  };
}

function taxonomyFacts(taxonomy: Taxonomy, unmapped: UnmappedTerms) {
  return {
    remarks: unmappedRemark(unmapped, taxonomy),
    manifest: {
      taxonomy: {
        unmapped: taxonomy.unmapped,
        unmappedCategories: unmapped.categories,
        unmappedTags: unmapped.tags,
      },
    },
  };
}
