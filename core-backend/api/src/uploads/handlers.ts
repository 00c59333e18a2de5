import { createUpload } from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const uploadHandlers: Pick<Handlers, "createUpload"> = {
  createUpload: ({ api, principal, body, idempotencyKey }) =>
    createUpload(api.core, principal, { ...body, idempotencyKey }),
};
