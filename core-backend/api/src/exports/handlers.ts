import { createExport, exportDownloadUrl, getExport } from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const exportHandlers: Pick<Handlers, "createExport" | "getExportStatus" | "downloadExport"> = {
  createExport: ({ api, principal, body, idempotencyKey }) =>
    createExport(api.core, principal, { ...body, idempotencyKey }),
  getExportStatus: ({ api, principal, params }) => getExport(api.core, principal, params),
  downloadExport: ({ api, principal, params }) => exportDownloadUrl(api.core, principal, params),
};
