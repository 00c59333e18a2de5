import { createClient } from "@assetql/client";
import { downloadFile, type Log } from "@assetql/connector-sdk";
import { createCommands, openPackages, openRegenerations } from "./commands/index.ts";
import { createProjectLinks, startPulse } from "./hub/index.ts";
import { createWire } from "./socket/create-wire.ts";

export interface BridgeOptions {
  readonly hub: {
    /** As in `http://127.0.0.1:4747`. */
    readonly url: string;
    /** A function is asked for each request: for a key that may be rotated. Pulls take the role admin. */
    readonly apiKey: string | (() => string);
  };
  /** Where editors find the bridge; `bridgeFolder` says which is usual. */
  readonly folder: string;
  /** Absent: the usual one, or the next that is free. 0: any. */
  readonly port?: number | undefined;
  /** Of the bridge, for people. */
  readonly version: string;
  readonly log: Log;
}

export interface Bridge {
  readonly port: number;
  /** As in `ws://127.0.0.1:17890/v1`. */
  readonly address: string;
  /** Gives the work that is under way back to the hub, and asks editors to come again. */
  stop(): Promise<void>;
}

/**
 * Lets Unity editors of this machine work with a hub, which need not be there yet. Throws a `PortTakenError`, and the
 * system's errors when the folder cannot be written to.
 */
export async function startBridge({ hub, folder, port, version, log }: BridgeOptions): Promise<Bridge> {
  const ending = new AbortController();
  const connection = { baseUrl: hub.url, apiKey: hub.apiKey, signal: ending.signal };
  const client = createClient({ ...connection, download: downloadFile });
  const pulse = await startPulse(createClient({ ...connection, retries: 0 }));
  const packages = await openPackages(client.exports, folder);
  const regenerations = openRegenerations(folder);
  const links = createProjectLinks({ client, pulse, hubUrl: hub.url, folder, log });
  const release = async (): Promise<void> => {
    await pulse.stop();
    ending.abort();
    await packages.close();
  };
  try {
    const wire = await createWire({
      handlers: createCommands({ client, hubUrl: hub.url, pulse, packages, regenerations, linkOf: links.of }),
      onSession: links.open,
      hub: { url: hub.url, isReachable: () => pulse.isReachable },
      folder,
      version,
      log,
      ...(port === undefined ? {} : { port }),
    });
    return {
      port: wire.port,
      address: wire.address,
      async stop() {
        await wire.stop();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}
