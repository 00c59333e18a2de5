import type { Client } from "@assetql/client";
import type { Sealer } from "../secrets/sealer.ts";
import { adminKeyPurpose, type HubPlace } from "./connection-record.ts";
import type { HubDoor } from "./hub.ts";

interface AdminDeps {
  readonly hub: HubDoor;
  readonly sealer: Sealer;
}

interface AppKey {
  readonly shop: string;
  readonly place: HubPlace;
  /** Told when the hub does not know the key any more. */
  readonly onRefused?: () => void;
}

/** A client with the app's own key of a workspace. */
export async function adminOf(
  { hub, sealer }: AdminDeps,
  { shop, place, onRefused }: AppKey,
): Promise<Client> {
  const key = await sealer.open(place.sealedKey, adminKeyPurpose(shop, place.workspaceId));
  return hub.client(key, onRefused);
}
