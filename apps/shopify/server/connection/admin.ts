import { ApiProblemError, type Client } from "@assetql/client";
import type { Sealer } from "../secrets/sealer.ts";
import { adminKeyPurpose, type HubPlace } from "./connection-record.ts";
import type { HubDoor } from "./hub.ts";

export interface AdminDeps {
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

/** Undefined where the workspace is gone, or does not let the app in any more: there is nothing that it could do. */
export async function unlessLockedOut<T>(run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ApiProblemError && error.code === "unauthenticated") return undefined;
    throw error;
  }
}
