import { deleteAsset, getAsset, listAssets } from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const assetHandlers: Pick<Handlers, "listAssets" | "getAsset" | "deleteAsset"> = {
  listAssets: ({ api, principal, query }) => listAssets(api.core, principal, query),
  getAsset: ({ api, principal, params }) => getAsset(api.core, principal, params),
  deleteAsset: ({ api, principal, params }) => deleteAsset(api.core, principal, params),
};
