import { type Hub, keptAdminKey } from "@assetql/embedded";
import type { SyncService } from "@assetql/sync-service";
import type { Bridge } from "@assetql/unity-bridge";
import { failed } from "../../errors.ts";
import { createLog, type LogFormat } from "../../log.ts";
import type { Session } from "../../session.ts";
import { version } from "../../version.ts";

export interface OpenBridgeOptions {
  readonly hub: Hub;
  /** What else runs beside the hub. */
  readonly service: SyncService | undefined;
  readonly session: Session;
  /** Undefined: the usual one, or the next that is free. */
  readonly port: number | undefined;
  readonly verbose: boolean;
  readonly logFormat?: LogFormat | undefined;
}

/**
 * The bridge to Unity beside the hub, with the hub's own key. What keeps it from starting stops the hub and becomes a
 * sentence.
 */
export async function openBridge({
  hub,
  service,
  session,
  port,
  ...log
}: OpenBridgeOptions): Promise<Bridge> {
  // It brings a library that draws, which no other command needs at once.
  const unity = await import("@assetql/unity-bridge");
  try {
    return await unity.startBridge({
      // Another key, once `keys rotate` has put it there.
      hub: { url: hub.url, apiKey: () => keptAdminKey(hub.dataFolder) ?? hub.adminKey.secret },
      folder: unity.bridgeFolder(session.variables),
      port,
      version,
      log: createLog(session.terminal, { least: log.verbose ? "info" : "warn", format: log.logFormat }),
    });
  } catch (error) {
    await service?.stop();
    await hub.stop();
    const isTold = error instanceof unity.PortTakenError || error instanceof unity.BridgeFolderError;
    throw isTold ? failed(error.message) : error;
  }
}
