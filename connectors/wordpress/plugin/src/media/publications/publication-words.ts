import { __, _n, sprintf } from "@wordpress/i18n";
import type { Publication } from "../../shared/hub-types.ts";
import type { ConflictChoice } from "./conflicts.tsx";

/** How many images a plan writes, by what becomes of conflicts. */
export const toWrite = ({ counts }: Publication, choice: ConflictChoice): number =>
  counts.create + counts.update + counts.delete + (choice === "overwrite" ? counts.conflict : 0);

export const publishLabel = (changes: number): string =>
  changes === 0
    ? __("Nothing to publish", "assetql")
    : /* translators: %d: number of changes */
      sprintf(_n("Publish %d change", "Publish %d changes", changes, "assetql"), changes);

/** What a publication will do, or has done. */
export function sentence({ status, counts, problem }: Publication): string {
  if (problem !== null) return problem.detail;
  if (status === "planning")
    return __("The hub compares the images with this site. Nothing is changed yet.", "assetql");
  const parts: readonly [number, string][] =
    status === "planned"
      ? [
          /* translators: %d: number of images */
          [counts.create, __("%d new", "assetql")],
          /* translators: %d: number of images */
          [counts.update, __("%d to change", "assetql")],
          /* translators: %d: number of images */
          [counts.conflict, __("%d with conflicts", "assetql")],
          /* translators: %d: number of images */
          [counts.delete, __("%d to remove", "assetql")],
          /* translators: %d: number of images */
          [counts.skip, __("%d as they should be", "assetql")],
        ]
      : [
          /* translators: %d: number of images */
          [counts.applied, __("%d published", "assetql")],
          /* translators: %d: number of images */
          [counts.failed, __("%d failed", "assetql")],
          /* translators: %d: number of images */
          [counts.reverted, __("%d undone", "assetql")],
          /* translators: %d: number of images */
          [counts.revertFailed, __("%d not undone", "assetql")],
          /* translators: %d: number of images */
          [counts.skip + counts.conflict, __("%d left alone", "assetql")],
        ];
  const said = parts.filter(([count]) => count > 0).map(([count, words]) => sprintf(words, count));
  return said.length === 0 ? __("There is nothing to publish.", "assetql") : said.join(" · ");
}
