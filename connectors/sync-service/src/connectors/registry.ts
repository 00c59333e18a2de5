import type { Connector } from "@assetql/connector-sdk";
import type { Target } from "@assetql/contract";

export interface ConnectorRegistry {
  readonly all: readonly Connector[];
  find(name: string): Connector | undefined;
  /** Targets of one connector and workspace with the same scope sign their webhooks with one secret. */
  hookScopeOf(target: Pick<Target, "id" | "connector" | "config">): string;
}

export interface RegisteredConnector {
  readonly connector: Connector;
  /** A member of the config, for platforms that have one signing secret for more than a target; else the target's id. */
  readonly hookScope?: string;
}

export function createRegistry(registered: readonly RegisteredConnector[]): ConnectorRegistry {
  const byName = new Map(registered.map((one) => [one.connector.manifest.name, one]));
  return {
    all: registered.map(({ connector }) => connector),
    find: (name) => byName.get(name)?.connector,
    hookScopeOf({ id, connector, config }) {
      const member = byName.get(connector)?.hookScope;
      return String((member === undefined ? undefined : config[member]) ?? id);
    },
  };
}
