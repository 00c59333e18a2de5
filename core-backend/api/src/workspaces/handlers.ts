import {
  createWorkspace,
  deleteWorkspace,
  getWorkspace,
  listWorkspaces,
  updateWorkspace,
} from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const workspaceHandlers: Pick<
  Handlers,
  "listWorkspaces" | "createWorkspace" | "getWorkspace" | "updateWorkspace" | "deleteWorkspace"
> = {
  listWorkspaces: ({ api, principal, query }) => listWorkspaces(api.core, principal, query),
  createWorkspace: ({ api, principal, body }) => createWorkspace(api.core, principal, body),
  getWorkspace: ({ api, principal, params }) => getWorkspace(api.core, principal, params),
  updateWorkspace: ({ api, principal, params, body }) =>
    updateWorkspace(api.core, principal, { ...body, ...params }),
  deleteWorkspace: ({ api, principal, params, query }) =>
    deleteWorkspace(api.core, principal, { ...params, ...query }),
};
