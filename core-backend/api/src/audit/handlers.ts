import { exportAudit, listAudit } from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

const contentTypes = { csv: "text/csv", ndjson: "application/x-ndjson" } as const;

export const auditHandlers: Pick<Handlers, "listAudit" | "exportAudit"> = {
  listAudit: ({ api, principal, query }) => listAudit(api.core, principal, query),
  exportAudit: async ({ api, principal, query }) => ({
    contentType: contentTypes[query.format],
    text: exportAudit(api.core, principal, query),
  }),
};
