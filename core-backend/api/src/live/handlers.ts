import { listEvents } from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const liveHandlers: Pick<Handlers, "listEvents"> = {
  listEvents: ({ api, principal, query }) => listEvents(api.core, principal, query),
};
