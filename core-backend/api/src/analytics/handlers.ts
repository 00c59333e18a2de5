import { getAnalytics } from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const analyticsHandlers: Pick<Handlers, "getAnalytics"> = {
  getAnalytics: ({ api, principal, query }) => getAnalytics(api.core, principal, query),
};
