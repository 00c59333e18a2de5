import {
  applyPublication,
  createPublication,
  getPublication,
  listAssetReceipts,
  listPublicationChanges,
  listPublications,
  pausePublication,
  resumePublication,
  revertPublication,
  unschedulePublication,
} from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const publicationHandlers: Pick<
  Handlers,
  | "createPublication"
  | "listPublications"
  | "getPublication"
  | "listPublicationChanges"
  | "applyPublication"
  | "pausePublication"
  | "resumePublication"
  | "revertPublication"
  | "unschedulePublication"
  | "listAssetReceipts"
> = {
  createPublication: ({ api, principal, body, idempotencyKey }) =>
    createPublication(api.core, principal, { ...body, idempotencyKey }),
  listPublications: ({ api, principal, query }) => listPublications(api.core, principal, query),
  getPublication: ({ api, principal, params }) => getPublication(api.core, principal, params),
  listPublicationChanges: ({ api, principal, params, query }) =>
    listPublicationChanges(api.core, principal, { ...params, ...query }),
  applyPublication: ({ api, principal, params, body }) =>
    applyPublication(api.core, principal, { ...body, ...params }),
  pausePublication: ({ api, principal, params }) => pausePublication(api.core, principal, params),
  resumePublication: ({ api, principal, params }) => resumePublication(api.core, principal, params),
  revertPublication: ({ api, principal, params, body }) =>
    revertPublication(api.core, principal, { ...body, ...params }),
  unschedulePublication: ({ api, principal, params, query }) =>
    unschedulePublication(api.core, principal, { ...params, ...query }),
  listAssetReceipts: ({ api, principal, params, query }) =>
    listAssetReceipts(api.core, principal, { ...params, ...query }),
};
