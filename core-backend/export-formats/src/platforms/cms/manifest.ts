import type { CsvColumn } from "../../csv.ts";
import type { ResolvedOptions } from "../../options.ts";
import type { AssetRecord } from "../../types.ts";
import type { PackageDocument, RenditionFacts } from "../format.ts";
import type { AssetTerms } from "./taxonomy.ts";

/** One image of a CMS package, as import files refer to it. */
export interface CmsItem {
  asset: AssetRecord;
  /** The asset's category and tags in the words of the CMS. */
  terms: AssetTerms;
  rendition: RenditionFacts;
  /** In the package: `images/{fileName}`. */
  path: string;
  /** The file's name without its extension. */
  stem: string;
  fileName: string;
  /** Where an importer can fetch an image of this asset, or "". */
  url: string;
  /** Where this very file is hosted, or "". */
  hostedUrl: string;
}

/** What differs between content management systems. */
export interface CmsManifest {
  title: string;
  csvName: string;
  columns: readonly CsvColumn<CmsItem>[];
  /** Import files beside the CSV: taxonomy terms, a whole import document. */
  extraDocuments(items: readonly CmsItem[], options: ResolvedOptions): readonly PackageDocument[];
  steps(hasUrls: boolean, options: ResolvedOptions): readonly string[];
}
