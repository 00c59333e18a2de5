import { assetStatuses, reviewStates, searchAssetsSchema, searchFacets } from "@assetql/contract";
import { z } from "zod";
import { limitOption, numeric, timeOption } from "../../option-values.ts";

const score = numeric(z.number().min(0).max(1).optional());

const cell = z.string().regex(/^[^=]+=/, "must be a column and a cell, as in colour=red");

/** What `assetql assets search` takes. */
export const searchOptions = z.object({
  tag: z.array(z.string()).default([]),
  cell: z.array(cell).default([]).transform(cellsByColumn),
  category: z.string().optional(),
  batch: z.string().optional(),
  style: z.string().optional(),
  minScore: score,
  maxScore: score,
  status: z.enum(assetStatuses).optional(),
  review: z.enum(reviewStates).optional(),
  from: timeOption("start"),
  to: timeOption("end"),
  order: searchAssetsSchema.shape.order,
  facets: z
    .union([z.boolean(), z.string()])
    .default(false)
    .transform(facetsNamed)
    .pipe(z.array(z.enum(searchFacets))),
  limit: limitOption,
});

function cellsByColumn(cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    cells.map((text) => {
      const at = text.indexOf("=");
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

function facetsNamed(names: boolean | string): string[] {
  if (typeof names === "boolean") return names ? [...searchFacets] : [];
  return names.split(",").map((name) => name.trim());
}
