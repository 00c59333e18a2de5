import { apiKeyHandlers } from "./api-keys/handlers.ts";
import { assetHandlers } from "./assets/handlers.ts";
import { batchHandlers } from "./batches/handlers.ts";
import { exportHandlers } from "./exports/handlers.ts";
import type { Handlers } from "./http/handler.ts";
import { styleHandlers } from "./styles/handlers.ts";
import { systemHandlers } from "./system/handlers.ts";
import { uploadHandlers } from "./uploads/handlers.ts";

/** Who answers each operation of the contract. */
export const handlers: Handlers = {
  ...apiKeyHandlers,
  ...assetHandlers,
  ...batchHandlers,
  ...exportHandlers,
  ...styleHandlers,
  ...systemHandlers,
  ...uploadHandlers,
};
