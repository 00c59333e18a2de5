import { createShare, downloadAsset, listShares, openShare, revokeShare } from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const shareHandlers: Pick<
  Handlers,
  "downloadAsset" | "createShare" | "listShares" | "revokeShare" | "openShare"
> = {
  downloadAsset: ({ api, principal, params, query }) =>
    downloadAsset(api.core, principal, { ...params, ...query }),
  createShare: ({ api, principal, body }) => createShare(api.core, principal, body),
  listShares: ({ api, principal, query }) => listShares(api.core, principal, query),
  revokeShare: ({ api, principal, params }) => revokeShare(api.core, principal, params),
  openShare: ({ api, params }) => openShare(api.core, params),
};
