import { z } from "zod";
import { assetIdSchema, shareIdSchema } from "../ids.ts";
import { pageOf, pageQuerySchema } from "../paging.ts";
import { createShareSchema, downloadQuerySchema, shareSchema } from "../resources/share.ts";
import { operation } from "./operation.ts";

export const shareOperations = {
  downloadAsset: operation({
    id: "downloadAsset",
    method: "GET",
    path: "/api/v1/assets/{id}/download",
    tag: "Assets",
    summary: "Redirects to an asset's image, in the format and size asked for",
    role: "viewer",
    params: z.object({ id: assetIdSchema }),
    query: downloadQuerySchema,
    response: { kind: "redirect", status: 302, description: "To the image's signed URL, good for an hour" },
    problems: ["not-found"],
  }),
  createShare: operation({
    id: "createShare",
    method: "POST",
    path: "/api/v1/shares",
    tag: "Shares",
    summary: "Make a link to an asset or an export that needs no key",
    role: "creator",
    body: { schema: createShareSchema },
    response: { kind: "json", status: 201, schema: shareSchema },
    problems: ["not-found", "export-not-ready", "export-failed", "export-expired"],
  }),
  listShares: operation({
    id: "listShares",
    method: "GET",
    path: "/api/v1/shares",
    tag: "Shares",
    summary: "The workspace's links, newest first",
    role: "viewer",
    query: pageQuerySchema,
    response: { kind: "json", status: 200, schema: pageOf(shareSchema, "SharePage") },
    problems: ["cursor-invalid"],
  }),
  revokeShare: operation({
    id: "revokeShare",
    method: "DELETE",
    path: "/api/v1/shares/{id}",
    tag: "Shares",
    summary: "End a link at once",
    role: "creator",
    params: z.object({ id: shareIdSchema }),
    response: { kind: "empty", status: 204 },
    problems: ["not-found", "conflict"],
  }),
  openShare: operation({
    id: "openShare",
    method: "GET",
    path: "/s/{token}",
    tag: "Shares",
    summary: "Redirects to what a link shows",
    role: "public",
    params: z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{20,100}$/) }),
    response: { kind: "redirect", status: 302, description: "To a signed URL, good for five minutes" },
    problems: ["not-found", "share-expired"],
  }),
};
