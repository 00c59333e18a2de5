import { listDeadLetters, redriveDeadLetters } from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const deadLetterHandlers: Pick<Handlers, "listDeadLetters" | "redriveDeadLetters"> = {
  listDeadLetters: ({ api, principal }) => listDeadLetters(api.core, principal),
  redriveDeadLetters: ({ api, principal, body }) => redriveDeadLetters(api.core, principal, body),
};
