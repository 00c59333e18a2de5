import type { Handlers } from "../http/handler.ts";
import { cachedOpenApi } from "./cached-open-api.ts";

export const systemHandlers: Pick<Handlers, "getHealth" | "getOpenApi"> = {
  getHealth: ({ api }) => api.health(),
  getOpenApi: async ({ api }) => cachedOpenApi(api.version),
};
