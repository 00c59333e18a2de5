import { createExport, deleteExport, exportDownloadUrl, getExport, listExports } from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const exportHandlers: Pick<
  Handlers,
  "createExport" | "listExports" | "getExportStatus" | "downloadExport" | "deleteExport"
> = {
  listExports: ({ api, principal, query }) => listExports(api.core, principal, query),
  deleteExport: ({ api, principal, params }) => deleteExport(api.core, principal, params),
  createExport: ({ api, principal, body, idempotencyKey }) =>
    createExport(api.core, principal, { ...body, idempotencyKey }),
  getExportStatus: ({ api, principal, params }) => getExport(api.core, principal, params),
  downloadExport: ({ api, principal, params }) => exportDownloadUrl(api.core, principal, params),
};
