import { z } from "zod";
import type { Connection } from "../services.ts";
import { type Documents, read } from "../store/documents.ts";

const placeSchema = z.object({
  workspaceId: z.string(),
  workspaceName: z.string(),
  /** Of the app's own admin key in it. */
  keyId: z.string(),
  sealedKey: z.string(),
  targetId: z.string().nullable(),
  connectedAt: z.number(),
});
export type HubPlace = z.infer<typeof placeSchema>;

/** What the app knows of a shop's life on the hub. */
export const connectionRecordSchema = z.object({
  shopName: z.string(),
  installedAt: z.number(),
  uninstalledAt: z.number().nullable(),
  /** The workspace that was made for the shop. */
  own: placeSchema.nullable(),
  /** Another one, which the shop has joined by a key. */
  joined: placeSchema.nullable(),
  /**
   * Of others, joined once. The target is still there, so that what was published can be undone by a shop that comes
   * back, and the app's key, so that it can be erased.
   */
  left: z.array(placeSchema).default([]),
  previous: z
    .object({ workspaceId: z.string(), workspaceName: z.string(), why: z.enum(["left", "lost"]) })
    .nullable(),
  /**
   * Somebody makes the own workspace, until then: afterwards anybody may take it up. Until its key is kept here, the
   * workspace is called by `mark`, so that one that was made in vain is found.
   */
  making: z.object({ by: z.string(), mark: z.string(), until: z.number() }).nullable(),
});
export type ConnectionRecord = z.infer<typeof connectionRecordSchema>;

/** Where it is kept. */
export const placeOf = (shop: string) => ({ shop, key: "connection", schema: connectionRecordSchema });

export async function recordOf(documents: Documents, shop: string): Promise<ConnectionRecord | undefined> {
  return (await read(documents, placeOf(shop), connectionRecordSchema))?.value;
}

/** Names what a kept key was sealed for. */
export const adminKeyPurpose = (shop: string, workspaceId: string): string => `admin/${shop}/${workspaceId}`;

export interface ConnectedPlace extends HubPlace {
  readonly targetId: string;
}

export const isConnected = (place: HubPlace | null): place is ConnectedPlace =>
  place !== null && place.targetId !== null;

/** What the app has in a workspace, whether the shop works there now or not. */
export const placeIn = ({ own, joined, left }: ConnectionRecord, workspaceId: string): HubPlace | undefined =>
  [own, joined, ...left].find((place) => place?.workspaceId === workspaceId) ?? undefined;

/** Where the shop works; undefined as long as there is no such place. */
export function currentPlace(record: ConnectionRecord | undefined): ConnectedPlace | undefined {
  if (record === undefined) return undefined;
  if (isConnected(record.joined)) return record.joined;
  return isConnected(record.own) && record.making === null ? record.own : undefined;
}

export function toConnection(record: ConnectionRecord, place: ConnectedPlace): Connection {
  const { workspaceId, workspaceName, targetId, connectedAt } = place;
  return {
    workspaceId,
    workspaceName,
    targetId,
    isOwn: record.own?.workspaceId === workspaceId,
    connectedAt,
    previous: record.previous,
  };
}
