import { shareSchema } from "@assetql/contract";
import { z } from "zod";
import type { Collection } from "../ports/index.ts";
import { digest } from "../shared/ids.ts";
import { sortableTime } from "../shared/sort-keys.ts";

/** The token is kept as it is, so that the link can be copied again; it opens no more than its record says. */
const shareRecordSchema = shareSchema.omit({ url: true }).extend({ token: z.string() });
export type ShareRecord = z.infer<typeof shareRecordSchema>;

export const shares: Collection<ShareRecord> = {
  name: "shares",
  parse: (value) => shareRecordSchema.parse(value),
  id: ({ id }) => id,
  indexes: {
    byWorkspace: ({ workspaceId, createdAt }) => ({ partition: workspaceId, sort: sortableTime(createdAt) }),
    byTarget: ({ assetId, exportId, createdAt }) => ({
      partition: assetId ?? exportId ?? "none",
      sort: sortableTime(createdAt),
    }),
  },
};

/** Derived from the token, so that a link is found by `get`, which never lags. */
export const shareIdOf = (token: string): string => `shr_${digest("share", token)}`;
