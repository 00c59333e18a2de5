import {
  approveAsset,
  compareVersions,
  createComment,
  deleteComment,
  listComments,
  listVersions,
  regenerateAsset,
  rejectAsset,
  restoreVersion,
  reviewAssets,
  updateAsset,
} from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const reviewHandlers: Pick<
  Handlers,
  | "updateAsset"
  | "approveAsset"
  | "rejectAsset"
  | "regenerateAsset"
  | "reviewAssets"
  | "listAssetVersions"
  | "restoreAssetVersion"
  | "compareAssetVersions"
  | "listComments"
  | "createComment"
  | "deleteComment"
> = {
  updateAsset: ({ api, principal, params, body }) => updateAsset(api.core, principal, { ...body, ...params }),
  approveAsset: ({ api, principal, params }) => approveAsset(api.core, principal, params),
  rejectAsset: ({ api, principal, params, body }) => rejectAsset(api.core, principal, { ...body, ...params }),
  regenerateAsset: ({ api, principal, params, body }) =>
    regenerateAsset(api.core, principal, { ...body, ...params }),
  reviewAssets: ({ api, principal, body }) => reviewAssets(api.core, principal, body),
  listAssetVersions: ({ api, principal, params, query }) =>
    listVersions(api.core, principal, { ...params, ...query }),
  restoreAssetVersion: ({ api, principal, params }) => restoreVersion(api.core, principal, params),
  compareAssetVersions: ({ api, principal, params, query }) =>
    compareVersions(api.core, principal, { ...params, ...query }),
  listComments: ({ api, principal, params, query }) =>
    listComments(api.core, principal, { ...params, ...query }),
  createComment: ({ api, principal, params, body, idempotencyKey }) =>
    createComment(api.core, principal, { ...body, ...params, idempotencyKey }),
  deleteComment: ({ api, principal, params }) => deleteComment(api.core, principal, params),
};
