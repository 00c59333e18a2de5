import { setTimeout as wait } from "node:timers/promises";
import type { Work } from "@assetql/contract";
import { announcedManifest } from "./announce.ts";
import type { HostOptions } from "./host-options.ts";
import type { HubLink } from "./hub-link.ts";
import type { HostParts } from "./open-run.ts";

/** Before the hub is asked again after it could not be. */
const RECONNECT_MS = 2_000;

/** How a host asks its hub for work. */
export interface HubLine {
  lease(wanted: Wanted): Promise<Work | null>;
  /** After the hub could not be asked: logs it, once, and waits a little. */
  failed(error: unknown): Promise<void>;
  readonly isConnected: boolean;
}

interface Wanted {
  readonly waitSeconds: number;
  /** Only what somebody waits for. */
  readonly interactive: boolean;
}

interface LineParts {
  readonly hub: HubLink;
  readonly hostId: string;
  readonly parts: Promise<HostParts>;
  readonly signal: AbortSignal;
}

export function createHubLine(options: HostOptions, { hub, hostId, parts, signal }: LineParts): HubLine {
  const manifests = options.connectors.map(announcedManifest);
  const names = manifests.map(({ name }) => name);
  let announced: Promise<void> | undefined;
  let isConnected = false;
  let isKnownAway = false;
  const connected = (): void => {
    isConnected = true;
    isKnownAway = false;
  };
  return {
    async lease(wanted) {
      const { keys } = (await parts).credentials;
      announced ??= hub.announce({ host: hostId, connectors: manifests }, { signal });
      await announced;
      connected();
      const publicKey = options.credentials === undefined ? { publicKey: keys.publicKey } : {};
      const { targets } = options;
      const only = targets === undefined ? {} : { targets: [...targets] };
      const body = { host: hostId, connectors: names, ...only, ...publicKey, ...wanted };
      const work = await hub.lease(body, { signal });
      connected();
      return work;
    },
    async failed(error) {
      const reason = error instanceof Error ? error.message.slice(0, 500) : "unknown";
      if (!isKnownAway) options.log("warn", "The hub does not give out work; asking again", { reason });
      isKnownAway = true;
      isConnected = false;
      // A hub that was away may have forgotten what it was told.
      announced = undefined;
      await wait(RECONNECT_MS, undefined, { signal }).catch(() => undefined);
    },
    get isConnected() {
      return isConnected;
    },
  };
}
