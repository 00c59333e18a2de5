import { type Connector, createHost, type HostEvent } from "@assetql/connector-sdk";
import type { Door } from "@assetql/outgoing";
import type { Workspace } from "../hub/workspaces.ts";
import type { Log } from "../log/service-log.ts";

export interface Hosts {
  stats(): { readonly running: number; readonly connected: boolean; readonly ids: readonly string[] };
  stop(): Promise<void>;
}

interface HostDeps {
  readonly connectors: readonly Connector[];
  readonly door: Door;
  readonly log: Log;
  readonly onEvent: (event: HostEvent) => void;
  /** Ends the calls to the hub: a host that went on then would take the hub for away. */
  readonly signal: AbortSignal;
}

/** An operator's key takes work of every workspace; other keys take that of their own, so each needs a host. */
export function startHosts({ signal, ...deps }: HostDeps, workspaces: readonly Workspace[]): Hosts {
  const operator = workspaces.find(({ isOperator }) => isOperator);
  const hosts = (operator === undefined ? workspaces : [operator]).map(({ client }) =>
    createHost({ ...deps, hub: client }),
  );
  const stop = async (): Promise<void> => void (await Promise.all(hosts.map((host) => host.stop())));
  for (const host of hosts) host.start();
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) void stop();
  return {
    stats() {
      const all = hosts.map((host) => host.stats());
      return {
        running: all.reduce((sum, { running }) => sum + running, 0),
        connected: all.every(({ connected }) => connected),
        ids: all.map(({ hostId }) => hostId),
      };
    },
    stop,
  };
}
