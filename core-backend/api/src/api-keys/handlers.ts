import { createApiKey, listApiKeys, revokeApiKey } from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const apiKeyHandlers: Pick<Handlers, "createApiKey" | "listApiKeys" | "revokeApiKey"> = {
  createApiKey: ({ api, principal, body }) => createApiKey(api.core, principal, body),
  listApiKeys: ({ api, principal, query }) => listApiKeys(api.core, principal, query),
  revokeApiKey: ({ api, principal, params }) => revokeApiKey(api.core, principal, params),
};
