import { z } from "zod";
import { exportIdSchema } from "../ids.ts";
import { pageOf, pageQuerySchema } from "../paging.ts";
import { createExportSchema, exportSchema } from "../resources/export.ts";
import { operation } from "./operation.ts";

const params = z.object({ id: exportIdSchema });

export const exportOperations = {
  createExport: operation({
    id: "createExport",
    method: "POST",
    path: "/api/v1/export",
    tag: "Exports",
    summary: "Package assets for a platform",
    role: "creator",
    body: { schema: createExportSchema },
    response: { kind: "json", status: 202, schema: exportSchema },
    idempotent: true,
    problems: ["not-found", "export-empty"],
  }),
  listExports: operation({
    id: "listExports",
    method: "GET",
    path: "/api/v1/export",
    tag: "Exports",
    summary: "The workspace's exports, newest first",
    role: "viewer",
    query: pageQuerySchema,
    response: { kind: "json", status: 200, schema: pageOf(exportSchema, "ExportPage") },
    problems: ["cursor-invalid"],
  }),
  deleteExport: operation({
    id: "deleteExport",
    method: "DELETE",
    path: "/api/v1/export/{id}",
    tag: "Exports",
    summary: "Delete an export and its package; one that is being written ends",
    role: "creator",
    params,
    response: { kind: "empty", status: 204 },
    problems: ["not-found"],
  }),
  getExportStatus: operation({
    id: "getExportStatus",
    method: "GET",
    path: "/api/v1/export/{id}/status",
    tag: "Exports",
    summary: "How far an export is; when completed, its signed URL",
    role: "viewer",
    params,
    response: { kind: "json", status: 200, schema: exportSchema },
    problems: ["not-found"],
  }),
  downloadExport: operation({
    id: "downloadExport",
    method: "GET",
    path: "/api/v1/export/{id}/download",
    tag: "Exports",
    summary: "Redirects to the package",
    role: "viewer",
    params,
    response: { kind: "redirect", status: 302, description: "To the signed URL of the ZIP" },
    problems: ["not-found", "export-not-ready", "export-failed", "export-expired"],
  }),
};
