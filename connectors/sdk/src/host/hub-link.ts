import type { Client } from "@assetql/client";

/** What a host asks of the hub: a part of the client. Its calls throw what the client's do. */
export type HubLink = Pick<
  Client["work"],
  "announce" | "lease" | "heartbeat" | "assets" | "changes" | "image" | "report" | "complete"
>;
