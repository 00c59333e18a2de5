import { createApiKey, listApiKeys, revokeApiKey, rotateApiKey } from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const apiKeyHandlers: Pick<
  Handlers,
  "createApiKey" | "listApiKeys" | "revokeApiKey" | "rotateApiKey"
> = {
  createApiKey: ({ api, principal, body }) => createApiKey(api.core, principal, body),
  listApiKeys: ({ api, principal, query }) => listApiKeys(api.core, principal, query),
  rotateApiKey: ({ api, principal, params, body }) =>
    rotateApiKey(api.core, principal, { ...params, ...body }),
  revokeApiKey: ({ api, principal, params }) => revokeApiKey(api.core, principal, params),
};
