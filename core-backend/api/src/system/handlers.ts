import type { Handlers } from "../http/handler.ts";
import { cachedOpenApi } from "./cached-open-api.ts";

export const systemHandlers: Pick<Handlers, "getHealth" | "getMetrics" | "getOpenApi"> = {
  getHealth: ({ api }) => api.health(),
  getMetrics: async ({ api }) => api.metrics?.text() ?? "",
  getOpenApi: async ({ api }) => cachedOpenApi(api.version),
};
