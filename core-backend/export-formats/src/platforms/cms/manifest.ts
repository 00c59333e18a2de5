import type { CsvColumn } from "../../csv.ts";
import type { ResolvedOptions } from "../../options.ts";
import type { AssetRecord } from "../../types.ts";
import type { PackageDocument, RenditionFacts } from "../format.ts";

/** One image of a CMS package, as import files refer to it. */
export interface CmsItem {
  asset: AssetRecord;
  rendition: RenditionFacts;
  /** In the ZIP: `images/{fileName}`. */
  path: string;
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
  steps(hasUrls: boolean): readonly string[];
}

/** Every distinct value in `texts`, trimmed, in order of first appearance; case decides nothing. */
export function distinct(texts: Iterable<string>): string[] {
  const seen = new Map<string, string>();
  for (const text of texts) {
    const trimmed = text.trim();
    if (trimmed !== "" && !seen.has(trimmed.toLowerCase())) seen.set(trimmed.toLowerCase(), trimmed);
  }
  return [...seen.values()];
}
