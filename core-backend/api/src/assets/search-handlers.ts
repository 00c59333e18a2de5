import { searchAssets } from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const searchHandlers: Pick<Handlers, "searchAssets"> = {
  searchAssets: ({ api, principal, body }) => searchAssets(api.core, principal, body),
};
