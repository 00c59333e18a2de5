import { randomBytes } from "node:crypto";
import { type Call, environmentOf, idOf, type Route, spaceOf } from "./call.ts";
import { mayWrite } from "./entity-routes.ts";
import { ApiError, badRequest, notFound } from "./errors.ts";
import { link } from "./json.ts";
import type { ContentfulState, Upload } from "./state.ts";

/** An image is at most 20 MB ("Technical limits", image size). */
export const MAX_UPLOAD_BYTES = 20 * 1024 * 1024;
const LIFETIME_MS = 24 * 60 * 60 * 1_000;

/**
 * Files on the upload host: octets in, an upload out that lives for 24 hours and is linked from an asset.
 *
 * Mirrors "Uploads" of the CMA reference (upload.contentful.com). The code of the answer to a file that is too
 * large is not documented; 413 is what the web itself knows.
 */
export const uploadRoutes: readonly Route[] = [
  { method: "POST", path: "/spaces/:space/uploads", handler: create },
  { method: "POST", path: "/spaces/:space/environments/:environment/uploads", handler: create },
  { method: "DELETE", path: "/spaces/:space/environments/:environment/uploads/:id", handler: remove },
];

export function uploadOf(state: ContentfulState, spaceId: string, id: string): Upload | undefined {
  const upload = state.uploads.get(id);
  return upload !== undefined && upload.spaceId === spaceId && upload.expiresAt > Date.now()
    ? upload
    : undefined;
}

function create(call: Call): { status: number; body: { sys: ReturnType<typeof sysOf> } } {
  mayWrite(call);
  if (call.params.environment !== undefined) environmentOf(call);
  if (call.headers["content-type"] !== "application/octet-stream") {
    throw badRequest("Content-Type must be application/octet-stream");
  }
  if (call.raw.length === 0) throw badRequest("The upload is empty");
  if (call.raw.length > MAX_UPLOAD_BYTES) {
    throw new ApiError(413, "RequestEntityTooLarge", { message: "The file is larger than 20 MB" });
  }
  const id = randomBytes(12).toString("base64url");
  const upload: Upload = { spaceId: spaceOf(call).id, bytes: call.raw, expiresAt: Date.now() + LIFETIME_MS };
  call.state.uploads.set(id, upload);
  return { status: 201, body: { sys: sysOf(id, upload) } };
}

function remove(call: Call): { status: number } {
  mayWrite(call);
  if (uploadOf(call.state, spaceOf(call).id, idOf(call)) === undefined) throw notFound("Upload", idOf(call));
  call.state.uploads.delete(idOf(call));
  return { status: 204 };
}

function sysOf(id: string, { spaceId, expiresAt }: Upload) {
  return { type: "Upload", id, expiresAt: new Date(expiresAt).toISOString(), space: link("Space", spaceId) };
}
