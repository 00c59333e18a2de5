import { createStyle, deleteStyle, getStyle, listStyles, updateStyle } from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const styleHandlers: Pick<
  Handlers,
  "createStyle" | "listStyles" | "getStyle" | "updateStyle" | "deleteStyle"
> = {
  deleteStyle: ({ api, principal, params }) => deleteStyle(api.core, principal, params),
  createStyle: ({ api, principal, body, files, idempotencyKey }) =>
    createStyle(api.core, principal, { ...body, files: files.references, idempotencyKey }),
  listStyles: ({ api, principal, query }) => listStyles(api.core, principal, query),
  getStyle: ({ api, principal, params }) => getStyle(api.core, principal, params),
  updateStyle: ({ api, principal, params, body, files }) =>
    updateStyle(api.core, principal, { ...body, ...params, files: files.references }),
};
