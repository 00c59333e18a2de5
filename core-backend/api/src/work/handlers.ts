import {
  announceConnectors,
  completeWork,
  downloadWorkImage,
  heartbeatWork,
  leaseWork,
  listWorkAssets,
  listWorkChanges,
  recordSync,
  reportWork,
} from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const workHandlers: Pick<
  Handlers,
  | "announceConnectors"
  | "leaseWork"
  | "heartbeatWork"
  | "listWorkAssets"
  | "listWorkChanges"
  | "downloadWorkImage"
  | "reportWork"
  | "completeWork"
  | "recordSync"
> = {
  announceConnectors: ({ api, principal, body }) => announceConnectors(api.core, principal, body),
  leaseWork: ({ api, principal, body, isGone }) => leaseWork(api.core, principal, { ...body, isGone }),
  heartbeatWork: ({ api, principal, params, body, isGone }) =>
    heartbeatWork(api.core, principal, { ...body, ...params, isGone }),
  listWorkAssets: ({ api, principal, params, query }) =>
    listWorkAssets(api.core, principal, { ...params, ...query }),
  listWorkChanges: ({ api, principal, params, query }) =>
    listWorkChanges(api.core, principal, { ...params, ...query }),
  downloadWorkImage: ({ api, principal, params, query }) =>
    downloadWorkImage(api.core, principal, { ...params, ...query }),
  reportWork: ({ api, principal, params, body }) => reportWork(api.core, principal, { ...body, ...params }),
  completeWork: ({ api, principal, params, body }) =>
    completeWork(api.core, principal, { ...body, ...params }),
  recordSync: ({ api, principal, params, body }) => recordSync(api.core, principal, { ...body, ...params }),
};
