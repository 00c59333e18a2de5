import { z } from "zod";
import { batchIdSchema, styleProfileIdSchema } from "../ids.ts";
import { timestampSchema } from "../paging.ts";
import { assetSchema, assetStatuses, reviewStates } from "./asset.ts";

export const searchOrders = ["newest", "oldest", "score-desc", "score-asc", "relevance"] as const;
export type SearchOrder = (typeof searchOrders)[number];

export const searchFacets = ["tags", "category", "style", "batch", "status", "review"] as const;
export type SearchFacet = (typeof searchFacets)[number];

/** Values a facet shows. */
export const FACET_VALUES = 20;

const MAX_CELLS = 10;
const name = z.string().min(1).max(120);
const score = z.number().min(0).max(1).optional();

export const searchAssetsSchema = z
  .object({
    text: z
      .string()
      .trim()
      .max(400)
      .optional()
      .describe(
        "Words that all begin a word of title, SKU, prompt, tags, category or cells; case and accents don't matter",
      ),
    tags: z.array(name).max(20).default([]).describe("All of them, by their exact names"),
    category: name.optional(),
    metadata: z
      .record(z.string().max(200), z.string().max(2_000))
      .refine(
        (cells) => Object.keys(cells).length <= MAX_CELLS,
        `at most ${MAX_CELLS} columns can be asked for`,
      )
      .default({})
      .describe("Columns of the CSV and the exact cell each must have"),
    minScore: score,
    maxScore: score,
    status: z.enum(assetStatuses).optional(),
    review: z.enum(reviewStates).optional(),
    batchId: batchIdSchema.optional(),
    styleProfileId: styleProfileIdSchema.optional(),
    createdFrom: timestampSchema.optional(),
    createdTo: timestampSchema.optional(),
    order: z
      .enum(searchOrders)
      .default("newest")
      .describe(
        "`relevance`, which needs `text`: first where title and SKU have all words, then where tags and category help, then the rest; the newest first among equals",
      ),
    facets: z
      .array(z.enum(searchFacets))
      .max(searchFacets.length)
      .default([])
      .describe("What to count over everything found, not only over this page"),
    cursor: z.string().max(2_000).optional().describe("Opaque; from the page before, with the same filters"),
    limit: z.int().min(1).max(200).default(50),
  })
  .refine(({ order, text }) => order !== "relevance" || (text ?? "") !== "", {
    path: ["order"],
    message: "relevance needs a text to be relevant to",
  })
  .meta({ id: "SearchAssets" });
export type SearchAssets = z.infer<typeof searchAssetsSchema>;
export type SearchAssetsInput = z.input<typeof searchAssetsSchema>;

const facetSchema = z
  .array(z.object({ value: z.string(), count: z.int().positive() }))
  .max(FACET_VALUES)
  .describe("The most frequent values first; styles and batches by id");

export const facetsSchema = z
  .object({
    tags: facetSchema.optional(),
    category: facetSchema.optional(),
    style: facetSchema.optional(),
    batch: facetSchema.optional(),
    status: facetSchema.optional(),
    review: facetSchema.optional(),
  })
  .meta({ id: "Facets" });
export type Facets = z.infer<typeof facetsSchema>;

export const assetSearchPageSchema = z
  .object({
    items: z.array(assetSchema),
    cursor: z.string().optional(),
    total: z.int().nonnegative().describe("Of everything found, on all pages"),
    totalIsExact: z.boolean().describe("Always up to 10,000; beyond, `false` means: at least so many"),
    facets: facetsSchema.optional().describe("Those that were asked for"),
  })
  .meta({ id: "AssetSearchPage" });
export type AssetSearchPage = z.infer<typeof assetSearchPageSchema>;
