import { assetSearchPageSchema, searchAssetsSchema } from "../resources/search.ts";
import { operation } from "./operation.ts";

export const searchOperations = {
  searchAssets: operation({
    id: "searchAssets",
    method: "POST",
    path: "/api/v1/assets/search",
    tag: "Assets",
    summary:
      "Search assets by words, tags, category, cells, score, state, style, batch and time, with facets",
    role: "viewer",
    body: { schema: searchAssetsSchema },
    response: { kind: "json", status: 200, schema: assetSearchPageSchema },
    problems: ["cursor-invalid"],
  }),
};
