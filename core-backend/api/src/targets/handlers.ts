import {
  checkTarget,
  createTarget,
  createTargetBatch,
  deleteTarget,
  getTarget,
  listAssetLinks,
  listConnectors,
  listTargetItems,
  listTargetLinks,
  listTargets,
  previewTargetBatch,
  updateTarget,
} from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const targetHandlers: Pick<
  Handlers,
  | "listConnectors"
  | "createTarget"
  | "listTargets"
  | "getTarget"
  | "updateTarget"
  | "deleteTarget"
  | "checkTarget"
  | "listTargetItems"
  | "previewTargetBatch"
  | "createTargetBatch"
  | "listTargetLinks"
  | "listAssetLinks"
> = {
  listConnectors: ({ api, principal }) => listConnectors(api.core, principal),
  createTarget: ({ api, principal, body, idempotencyKey }) =>
    createTarget(api.core, principal, { ...body, idempotencyKey }),
  listTargets: ({ api, principal, query }) => listTargets(api.core, principal, query),
  getTarget: ({ api, principal, params }) => getTarget(api.core, principal, params),
  updateTarget: ({ api, principal, params, body }) =>
    updateTarget(api.core, principal, { ...body, ...params }),
  deleteTarget: ({ api, principal, params }) => deleteTarget(api.core, principal, params),
  checkTarget: ({ api, principal, params, isGone }) =>
    checkTarget(api.core, principal, { ...params, isGone }),
  listTargetItems: ({ api, principal, params, body, isGone }) =>
    listTargetItems(api.core, principal, { ...body, ...params, isGone }),
  previewTargetBatch: ({ api, principal, params, body, isGone }) =>
    previewTargetBatch(api.core, principal, { ...body, ...params, isGone }),
  createTargetBatch: ({ api, principal, params, body, idempotencyKey, isGone }) =>
    createTargetBatch(api.core, principal, { ...body, ...params, idempotencyKey, isGone }),
  listTargetLinks: ({ api, principal, params, query }) =>
    listTargetLinks(api.core, principal, { ...params, ...query }),
  listAssetLinks: ({ api, principal, params, query }) =>
    listAssetLinks(api.core, principal, { ...params, ...query }),
};
