import {
  type ConnectorDescription,
  connectorNameSchema,
  connectorSchema,
  ProblemError,
  type WorkspaceId,
} from "@assetql/contract";
import { z } from "zod";
import type { CoreDeps, Principal } from "../deps.ts";
import { type Collection, ConflictError, replace } from "../ports/index.ts";

/** A connector whose host has said nothing for as long counts as not there. */
const HOST_SEEN_MS = 60_000;
/** That a host was seen is not written more often than this. */
const TOUCH_MS = 10_000;

const announcedConnectorSchema = connectorSchema.extend({
  id: z.string(),
  scope: z.string().describe("A workspace's id, or `hub` for hosts that work for every workspace"),
  name: connectorNameSchema,
});
export type AnnouncedConnector = z.infer<typeof announcedConnectorSchema>;

export const announcedConnectors: Collection<AnnouncedConnector> = {
  name: "connectors",
  parse: (value) => announcedConnectorSchema.parse(value),
  id: ({ id }) => id,
  indexes: { byScope: ({ scope, name }) => ({ partition: scope, sort: name }) },
};

const HUB_SCOPE = "hub";

/** For whom a host works: for every workspace with an operator's key, else for the key's own. */
export const scopeOf = ({ operator, workspaceId }: Principal): string =>
  operator === true ? HUB_SCOPE : workspaceId;

export const announcedId = (scope: string, name: string): string => `${scope}/${name}`;

type Deps = Pick<CoreDeps, "store" | "clock">;

/** The connectors that a workspace can use, by name; of two hosts' the one that was seen last. */
export async function listConnectors(
  { store }: Deps,
  { workspaceId }: Pick<Principal, "workspaceId">,
): Promise<{ items: ConnectorDescription[] }> {
  const byName = new Map<string, AnnouncedConnector>();
  for (const scope of [HUB_SCOPE, workspaceId]) {
    const page = await store.query(announcedConnectors, { index: "byScope", partition: scope, limit: 200 });
    for (const { value } of page.items) {
      const other = byName.get(value.name);
      if (other === undefined || other.hostSeenAt <= value.hostSeenAt) byName.set(value.name, value);
    }
  }
  const items = [...byName.values()].map(({ id: _, scope: __, ...connector }) => connector);
  return { items: items.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** A connector as its last host announced it. Throws the problem `connector-unknown`. */
export async function findConnector(
  deps: Deps,
  workspaceId: WorkspaceId,
  name: string,
): Promise<ConnectorDescription> {
  const { items } = await listConnectors(deps, { workspaceId });
  const found = items.find((connector) => connector.name === name);
  if (found !== undefined) return found;
  const known = items.map((connector) => connector.name).join(", ");
  throw new ProblemError(
    "connector-unknown",
    known === ""
      ? `No host has offered the connector "${name}", nor any other. Start the sync service: \`npm start\` runs it beside the hub.`
      : `No host offers the connector "${name}". There are: ${known}. Start a sync service that has it, or mend the name.`,
  );
}

/** Whether a host has asked for a connector's work lately. */
export async function isHosted(deps: Deps, workspaceId: WorkspaceId, name: string): Promise<boolean> {
  const { items } = await listConnectors(deps, { workspaceId });
  const seenAt = items.find((connector) => connector.name === name)?.hostSeenAt;
  return seenAt !== undefined && deps.clock.now() - seenAt <= HOST_SEEN_MS;
}

/** Remembers that a host is there, now and then. */
export async function touchConnectors(
  { store, clock }: Deps,
  principal: Principal,
  { names, host }: { names: readonly string[]; host: string },
): Promise<void> {
  const now = clock.now();
  const ids = names.map((name) => announcedId(scopeOf(principal), name));
  for (const { value, revision } of await store.getMany(announcedConnectors, ids)) {
    if (now - value.hostSeenAt < TOUCH_MS) continue;
    try {
      await store.transact([replace(announcedConnectors, { ...value, host, hostSeenAt: now }, revision)]);
    } catch (error) {
      // Another host has just said so.
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}
