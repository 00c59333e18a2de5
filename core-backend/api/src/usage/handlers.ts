import { getUsage } from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const usageHandlers: Pick<Handlers, "getUsage"> = {
  getUsage: ({ api, principal, query }) => getUsage(api.core, principal, query),
};
