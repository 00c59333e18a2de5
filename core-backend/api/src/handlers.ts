import { analyticsHandlers } from "./analytics/handlers.ts";
import { apiKeyHandlers } from "./api-keys/handlers.ts";
import { assetHandlers } from "./assets/handlers.ts";
import { searchHandlers } from "./assets/search-handlers.ts";
import { auditHandlers } from "./audit/handlers.ts";
import { batchHandlers } from "./batches/handlers.ts";
import { deadLetterHandlers } from "./dead-letters/handlers.ts";
import { exportHandlers } from "./exports/handlers.ts";
import type { Handlers } from "./http/handler.ts";
import { identityHandlers } from "./identity/handlers.ts";
import { liveHandlers } from "./live/handlers.ts";
import { publicationHandlers } from "./publications/handlers.ts";
import { reviewHandlers } from "./review/handlers.ts";
import { scheduleHandlers } from "./schedules/handlers.ts";
import { shareHandlers } from "./shares/handlers.ts";
import { styleHandlers } from "./styles/handlers.ts";
import { systemHandlers } from "./system/handlers.ts";
import { targetHandlers } from "./targets/handlers.ts";
import { uploadHandlers } from "./uploads/handlers.ts";
import { usageHandlers } from "./usage/handlers.ts";
import { webhookHandlers } from "./webhooks/handlers.ts";
import { workHandlers } from "./work/handlers.ts";
import { workspaceHandlers } from "./workspaces/handlers.ts";

/** Who answers each operation of the contract. */
export const handlers: Handlers = {
  ...apiKeyHandlers,
  ...identityHandlers,
  ...workspaceHandlers,
  ...auditHandlers,
  ...assetHandlers,
  ...searchHandlers,
  ...batchHandlers,
  ...deadLetterHandlers,
  ...exportHandlers,
  ...reviewHandlers,
  ...scheduleHandlers,
  ...shareHandlers,
  ...targetHandlers,
  ...publicationHandlers,
  ...workHandlers,
  ...liveHandlers,
  ...styleHandlers,
  ...systemHandlers,
  ...uploadHandlers,
  ...usageHandlers,
  ...analyticsHandlers,
  ...webhookHandlers,
};
