import { z } from "zod";
import { styleProfileIdSchema } from "../ids.ts";
import { pageOf, pageQuerySchema } from "../paging.ts";
import {
  createStyleSchema,
  STYLE_REFERENCE_LIMITS,
  styleProfileSchema,
  updateStyleSchema,
} from "../resources/style.ts";
import { MULTIPART_LIMIT_BYTES, operation } from "./operation.ts";

const params = z.object({ id: styleProfileIdSchema });

const referenceFiles = {
  jsonFields: ["lockedParameters", "deviationThreshold", "referenceUploadIds"],
  files: {
    references: {
      maxCount: STYLE_REFERENCE_LIMITS.count,
      maxBytes: MULTIPART_LIMIT_BYTES,
      description: "Reference images: PNG, JPEG, WebP, AVIF, GIF or TIFF",
    },
  },
} as const;

const imageProblems = [
  "image-format-unsupported",
  "image-too-many-pixels",
  "image-too-large",
  "image-corrupt",
  "upload-missing",
] as const;

export const styleOperations = {
  createStyle: operation({
    id: "createStyle",
    method: "POST",
    path: "/api/v1/styles",
    tag: "Styles",
    summary: "Make a style profile of reference images",
    role: "creator",
    body: { schema: createStyleSchema, multipart: referenceFiles },
    response: { kind: "json", status: 201, schema: styleProfileSchema },
    idempotent: true,
    problems: ["not-found", ...imageProblems],
  }),
  listStyles: operation({
    id: "listStyles",
    method: "GET",
    path: "/api/v1/styles",
    tag: "Styles",
    summary: "The workspace's style profiles, newest first",
    role: "viewer",
    query: pageQuerySchema,
    response: { kind: "json", status: 200, schema: pageOf(styleProfileSchema, "StyleProfilePage") },
    problems: ["cursor-invalid"],
  }),
  getStyle: operation({
    id: "getStyle",
    method: "GET",
    path: "/api/v1/styles/{id}",
    tag: "Styles",
    summary: "A style profile with its parameters and references",
    role: "viewer",
    params,
    response: { kind: "json", status: 200, schema: styleProfileSchema },
    problems: ["not-found"],
  }),
  deleteStyle: operation({
    id: "deleteStyle",
    method: "DELETE",
    path: "/api/v1/styles/{id}",
    tag: "Styles",
    summary: "Delete a style profile with its references; not while a batch in it runs",
    role: "creator",
    params,
    response: { kind: "empty", status: 204 },
    problems: ["not-found", "style-in-use", "conflict"],
  }),
  updateStyle: operation({
    id: "updateStyle",
    method: "PUT",
    path: "/api/v1/styles/{id}",
    tag: "Styles",
    summary: "Change a style profile; running batches keep the version they were submitted with",
    role: "creator",
    params,
    body: { schema: updateStyleSchema, multipart: referenceFiles },
    response: { kind: "json", status: 200, schema: styleProfileSchema },
    problems: ["not-found", "conflict", ...imageProblems],
  }),
};
