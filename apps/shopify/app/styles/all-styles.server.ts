import type { Client } from "@assetql/client";
import type { StyleProfile } from "@assetql/contract";

/** A shop has a handful; more than this nobody looks through. */
const MOST = 200;

/** Newest first. */
export const allStyles = async (hub: Pick<Client, "styles">): Promise<readonly StyleProfile[]> =>
  (await hub.styles.list({ limit: MOST })).items;
